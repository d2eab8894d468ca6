// The official Node SDK.

import Telnyx from 'telnyx';
import { apiKey, checkAnswer, connections, measure, question, requests, url, work } from './measurement.mjs';

const client = new Telnyx({ apiKey, baseURL: url, maxRetries: 0 });
const call = async (number) => checkAnswer(await client.ai.chat.createCompletion(question(number)));

if (work !== 'calls') throw new Error(`no such work: ${work}`);
await measure('telnyx (npm)', () => call(0), async (addLatency) => {
    let taken = 0;
    const worker = async () => {
        while (taken < requests) {
            const begun = performance.now();
            await call(++taken);
            addLatency(performance.now() - begun);
        }
    };
    await Promise.all(Array.from({ length: connections }, worker));
    return requests;
});

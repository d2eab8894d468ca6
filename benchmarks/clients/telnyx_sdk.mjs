// The official Node SDK.

import Telnyx from 'telnyx';
import { apiKey, checkAnswer, measure, question, takeCalls, url, work } from './measurement.mjs';

const client = new Telnyx({ apiKey, baseURL: url, maxRetries: 0 });
const call = async (number) => checkAnswer(await client.ai.chat.createCompletion(question(number)));

if (work !== 'calls') throw new Error(`no such work: ${work}`);
await measure('telnyx (npm)', () => call(0), (addLatency) =>
    takeCalls(async (number) => {
        const begun = performance.now();
        await call(number);
        addLatency(performance.now() - begun);
    }),
);

// The Node SDK of OpenAI, which streams chat completions; Telnyx's own does not.

import OpenAI from 'openai';
import { apiKey, checkAnswer, connections, measure, question, readStream, requests, url, work } from './measurement.mjs';

const client = new OpenAI({ apiKey, baseURL: url, maxRetries: 0 });
const openOne = async () => checkAnswer(await client.chat.completions.create(question(0)));

if (work !== 'stream' && work !== 'paced_streams') throw new Error(`no such work: ${work}`);
await measure('openai (npm)', openOne, async (addLatency) => {
    const readOne = async () => {
        const stream = await client.chat.completions.create({ ...question(1), stream: true });
        return readStream(stream, requests, work === 'paced_streams' ? addLatency : undefined);
    };
    const events = await Promise.all(Array.from({ length: connections }, readOne));
    return events.reduce((sum, each) => sum + each, 0);
});

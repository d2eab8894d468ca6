// The Node SDK of OpenAI, which streams chat completions; Telnyx's own does not.

import OpenAI from 'openai';
import {
    apiKey,
    checkAnswer,
    connections,
    measure,
    onAllConnections,
    question,
    readStream,
    requests,
    takeCalls,
    url,
    work,
} from './measurement.mjs';

const client = new OpenAI({ apiKey, baseURL: url, maxRetries: 0 });
const openOne = async () => checkAnswer(await client.chat.completions.create(question(0)));
const open = (call) => client.chat.completions.create({ ...question(call), stream: true });

const kinds = {
    stream: () => onAllConnections(async () => readStream(await open(1), requests)),
    paced_streams: (addLatency) =>
        onAllConnections(async () => readStream(await open(1), requests, (_, age) => addLatency(age))),
    short_streams: (addLatency) =>
        takeCalls(async (call) => {
            const begun = performance.now();
            await readStream(await open(call), 1, () => addLatency(performance.now() - begun));
        }),
};
if (!(work in kinds)) throw new Error(`no such work: ${work}`);
await measure('openai (npm)', openOne, kinds[work]);

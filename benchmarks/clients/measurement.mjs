// What the clients in JavaScript have in common: the command line, the conversation, and the line that they print.

export const [work, url, connections, requests] = [
    process.argv[2],
    process.argv[3],
    Number(process.argv[4]),
    Number(process.argv[5]),
];

export const apiKey = 'KEY0123456789abcdef0123456789abcdef';

export const question = (call) => ({
    messages: [
        { role: 'system', content: 'You are a friendly chatbot.' },
        { role: 'user', content: `Hello, world! This is call ${call}.` },
    ],
    model: 'meta-llama/Meta-Llama-3.1-8B-Instruct',
});

export function check(expectation, what) {
    if (!expectation) throw new Error(what);
}

export function checkAnswer(answer) {
    const content = answer.choices[0].message.content;
    check(answer.id === 'chatcmpl-0123456789abcdef', 'wrong id in the answer');
    check(content.length > 200 && content.endsWith('What would you like to talk about today?'), 'wrong text');
    check(answer.usage.total_tokens === 97, 'wrong number of tokens in the answer');
}

/// Reads one stream to its end and checks it; `onEvent` gets the place of each event and its age in milliseconds.
export async function readStream(stream, expected, onEvent) {
    let events = 0;
    let finished = false;
    for await (const chunk of stream) {
        const { delta, finish_reason: reason } = chunk.choices[0];
        if (delta.content !== undefined) {
            check(Number(delta.content.slice(0, 10)) === events, 'an event in the wrong place');
            ++events;
            onEvent?.(events, Number(process.hrtime.bigint() - BigInt(delta.content.slice(11))) / 1e6);
        }
        if (reason) finished = reason === 'stop';
    }
    check(finished && events === expected, 'a stream of the wrong length');
    return events;
}

/// Sums what `body` gives on each connection.
export async function onAllConnections(body) {
    const done = await Promise.all(Array.from({ length: connections }, body));
    return done.reduce((sum, each) => sum + each, 0);
}

/// Shares the calls out among the connections, and gives how many there were.
export function takeCalls(call) {
    let taken = 0;
    return onAllConnections(async () => {
        let mine = 0;
        for (; taken < requests; ++mine) await call(++taken);
        return mine;
    });
}

/// Opens the connections with one call on each, then measures `body`, which gives the number of calls or events.
export async function measure(client, openOne, body) {
    await onAllConnections(openOne);
    const latencies = [];
    const residentAtStart = process.memoryUsage().rss;
    const usage = process.cpuUsage();
    const started = performance.now();
    const done = await body((milliseconds) => latencies.push(milliseconds));
    const wall = (performance.now() - started) / 1000;
    const used = process.cpuUsage(usage);
    latencies.sort((a, b) => a - b);
    const percentile = (part) => (latencies[Math.floor(part * latencies.length)] ?? 0) * 1000;
    console.log(
        JSON.stringify({
            client,
            work,
            connections,
            requests: done,
            cpu_user_s: used.user / 1e6,
            cpu_sys_s: used.system / 1e6,
            wall_s: wall,
            p50_us: percentile(0.5),
            p99_us: percentile(0.99),
            p999_us: percentile(0.999),
            rss_start: residentAtStart,
            rss_stop: process.memoryUsage().rss,
            rss_peak: process.resourceUsage().maxRSS * 1024,
        }),
    );
    process.exit(0);
}

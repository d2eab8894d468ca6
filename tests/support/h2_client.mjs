// Node's HTTP/2 client, as a stranger for the sandbox: h2_client.mjs ORIGIN CA_FILE WHAT [ARGUMENT...]
//
// Prints a line for everything that happens, and ends when its session has.

import { readFileSync } from 'node:fs'
import { connect, constants } from 'node:http2'

const [origin, caFile, what, ...args] = process.argv.slice(2)
const say = (...words) => console.log(words.join(' '))

const session = connect(origin, { ca: readFileSync(caFile) })
session.on('error', (failure) => say('session error', failure.code))
session.on('goaway', (code, lastStream) => say('goaway', code, lastStream))
session.on('close', () => say('session closed'))

const errorNames = ['NO_ERROR', 'PROTOCOL_ERROR', 'INTERNAL_ERROR', 'FLOW_CONTROL_ERROR', 'SETTINGS_TIMEOUT',
    'STREAM_CLOSED', 'FRAME_SIZE_ERROR', 'REFUSED_STREAM', 'CANCEL']

// One request; resolves with { status, headers, size, chunks, code } when its stream has closed.
function request(path, { method = 'GET', body, fields = {}, read = true } = {}) {
    const stream = session.request(
        { ':method': method, ':path': path, authorization: 'Bearer KEY_node', ...fields },
        { endStream: body === undefined })
    const result = { stream, status: 0, size: 0, chunks: 0 }
    result.closed = new Promise((resolve) => stream.on('close', () => {
        result.code = errorNames[stream.rstCode] ?? stream.rstCode
        resolve(result)
    }))
    result.head = new Promise((resolve) => stream.on('response', (headers) => {
        result.status = headers[':status']
        result.headers = headers
        resolve(result)
    }))
    result.read = () => stream.on('data', (chunk) => {
        result.size += chunk.length
        result.chunks += 1
    })
    stream.on('error', () => {})
    if (read) result.read()
    if (body !== undefined) stream.end(body)
    return result
}

const actions = {
    // PATH [COUNT]: requests, all at once
    async get(path, count = '1') {
        const all = await Promise.all(Array.from({ length: Number(count) }, () => request(path).closed))
        for (const line of new Set(all.map(({ status, size, code }) => `${status} ${size} ${code}`))) say(line)
    },
    // PATH SIZE
    async upload(path, size) {
        const { status, code } = await request(path, { method: 'POST', body: Buffer.alloc(Number(size), 'x') }).closed
        say(status, code)
    },
    // LARGE SMALL: one response is not read while another one is
    async stall(large, small) {
        const stalled = request(large, { read: false })
        await stalled.head
        const other = await request(small).closed
        say('other', other.status, other.size)
        stalled.read()
        await stalled.closed
        say('stalled', stalled.status, stalled.size, stalled.code)
    },
    // PATH: cancels when the response has begun
    async cancel(path) {
        const cancelled = request(path)
        await cancelled.head
        cancelled.stream.close(constants.NGHTTP2_CANCEL)
        await cancelled.closed
        say('cancelled')
    },
    // Prints the server's settings.
    async settings() {
        say(session.remoteSettings.maxConcurrentStreams, session.remoteSettings.initialWindowSize)
    },
    async ping() {
        const answer = await new Promise((resolve) => session.ping(Buffer.from('12345678'),
            (failure, time, payload) => resolve(failure ? failure.code : payload.toString())))
        say('pong', answer)
    },
}

await new Promise((resolve) => session.once('remoteSettings', resolve))
await actions[what](...args)
if (!session.closed && !session.destroyed) session.close()

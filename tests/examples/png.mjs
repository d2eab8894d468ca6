// Reads the pixels of a PNG as Chromium writes it: eight bits for each of three or four channels, not interlaced.

import { inflateSync } from "node:zlib";

const paeth = (left, up, corner) => {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((each) => Math.abs(guess - each));
  return a <= b && a <= c ? left : b <= c ? up : corner;
};

const predictions = [() => 0, (left) => left, (left, up) => up, (left, up) => (left + up) >> 1, paeth];

// Returns {width, height, channels, rows}, with an array of bytes for each row.
export function readPng(file) {
  const parts = [];
  for (let at = 8; at < file.length; ) {
    const size = file.readUInt32BE(at);
    parts.push({ type: file.toString("latin1", at + 4, at + 8), data: file.subarray(at + 8, at + 8 + size) });
    at += size + 12;
  }
  const head = parts.find(({ type }) => type === "IHDR").data;
  const [width, height, channels] = [head.readUInt32BE(0), head.readUInt32BE(4), head[9] === 6 ? 4 : 3];
  const bytes = inflateSync(Buffer.concat(parts.filter(({ type }) => type === "IDAT").map(({ data }) => data)));
  const rows = [];
  for (let y = 0, at = 0; y < height; ++y) {
    const predict = predictions[bytes[at++]];
    const above = rows[y - 1] ?? new Uint8Array(width * channels);
    const row = new Uint8Array(width * channels);
    for (let x = 0; x < row.length; ++x, ++at)
      row[x] = bytes[at] + predict(row[x - channels] ?? 0, above[x], above[x - channels] ?? 0);
    rows.push(row);
  }
  return { width, height, channels, rows };
}

// The share of pixels that are not of the commonest colour.
export function shareOfInk(file) {
  const { width, height, channels, rows } = readPng(file);
  const counts = new Map();
  for (const row of rows)
    for (let x = 0; x < row.length; x += channels) {
      const colour = (row[x] << 16) | (row[x + 1] << 8) | row[x + 2];
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  return 1 - Math.max(...counts.values()) / (width * height);
}

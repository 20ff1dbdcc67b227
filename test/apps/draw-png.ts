import { deflateSync } from "node:zlib";

/**
 * A real PNG of one colour, square: Pillow must be able to open it.
 *
 * @param side Pixels, 1 to 1000.
 * @param ballastBytes Bytes beside the picture, in a chunk that programs pass over, to make the file as large.
 */
export function drawPng(side: number, ballastBytes = 0): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2], 8);
  const row = Buffer.concat([Buffer.of(0), ...Array.from({ length: side }, () => Buffer.of(20, 102, 122))]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: side }, () => row)));
  return Buffer.concat([
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", header),
    ...(ballastBytes === 0 ? [] : [chunk("noIs", Buffer.alloc(ballastBytes, side))]),
    chunk("IDAT", pixels),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** What each byte does to the sum. */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

/** CRC-32 as PNG and zip count it; Node 20 does not always have `zlib.crc32`. */
function crc32(data: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of data) sum = (sum >>> 8) ^ (crcTable[(sum ^ byte) & 0xff] ?? 0);
  return (sum ^ 0xffffffff) >>> 0;
}

import { gunzipSync, gzipSync } from "node:zlib";
import { parseJson } from "../../../../system/json.ts";

/** Longer texts are packed. */
const longestPlainBytes = 4096;
const packed = "gz:";

/** A value as the text that is kept: JSON, or `gz:` and the base64 of packed JSON where that is longer than 4,096 bytes. */
export function encode(value: unknown): string {
  const text = JSON.stringify(value);
  return Buffer.byteLength(text) <= longestPlainBytes
    ? text
    : `${packed}${gzipSync(text, { level: 9 }).toString("base64")}`;
}

/** The value of a text that was kept; undefined when it is none. No error, since that might quote it. */
export function decode(text: string): unknown {
  if (!text.startsWith(packed)) return parseJson(text);
  try {
    return parseJson(gunzipSync(Buffer.from(text.slice(packed.length), "base64")).toString("utf8"));
  } catch {
    return undefined;
  }
}

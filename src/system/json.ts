/** What a text says in JSON; `undefined` when it is none. The parser's error is dropped: it would quote the text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

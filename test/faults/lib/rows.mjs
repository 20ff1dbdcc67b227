import { setTimeout as sleep } from "node:timers/promises";
import { isGood, sayAnswer } from "./observe.mjs";

const page = "/posts/the-ferry-leaves-at-six/";
/** What a person takes to press the button again. */
const retryMs = 20;

/**
 * People who comment in the blog, by its own form. What was answered by the redirect is acknowledged.
 *
 * @returns `write` posts one comment; `begin` has some people go on posting until `end`; `seen` counts what they saw
 *   instead; `verify` looks for every acknowledged row.
 */
export async function createRows(site, label) {
  const acknowledged = new Set();
  const seen = [];
  let count = 0;
  let cookie = "";
  let token = "";

  const open = async () => {
    const { headers, body } = await site.ask(page);
    cookie = (headers["set-cookie"] ?? []).map((one) => one.split(";")[0]).join("; ");
    token = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(body.toString("utf8"))?.[1] ?? "";
  };
  const write = async () => {
    const text = `${label} ${(count += 1)}`;
    const body = new URLSearchParams({ csrfmiddlewaretoken: token, name: "fault", text, website: "" });
    const answer = await site.ask(`${page}comments/`, {
      method: "POST",
      headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
      body: body.toString(),
    });
    if (answer.status === 302 && answer.error === undefined) acknowledged.add(text);
    return answer;
  };
  await open();
  return {
    acknowledged,
    seen,
    write,
    begin: (people = 2) => {
      const over = new AbortController();
      const writing = Array.from({ length: people }, async () => {
        while (!over.signal.aborted) {
          const answer = await write();
          if (isGood(answer)) continue;
          seen.push(sayAnswer(answer));
          await sleep(retryMs);
        }
      });
      return {
        end: async () => {
          over.abort();
          await Promise.all(writing);
        },
      };
    },
    /** @param databases Other databases than the stage's in which a row counts as kept. */
    verify: async (databases = []) => {
      const found = new Map();
      for (const database of [undefined, ...databases]) {
        const { rows } = await site.query(
          "SELECT text, count(*)::int AS count FROM posts_comment WHERE name = 'fault' GROUP BY text",
          [],
          database,
        );
        for (const { text, count: times } of rows) found.set(text, Math.max(times, found.get(text) ?? 0));
      }
      return {
        acknowledged: acknowledged.size,
        lost: [...acknowledged].filter((text) => !found.has(text)).length,
        isOnce: [...acknowledged].every((text) => (found.get(text) ?? 1) === 1),
      };
    },
  };
}

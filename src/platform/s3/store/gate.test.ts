import { describe, expect, it } from "vitest";
import { Gate } from "./gate.ts";
import { KeyedQueue } from "./keyed-queue.ts";

/** Work that says when it begins and ends, and ends when it is told to. */
function watched(log: string[], name: string) {
  let end = (): void => undefined;
  const held = new Promise<void>((resolve) => (end = resolve));
  const work = async (): Promise<string> => {
    log.push(`${name} begins`);
    await held;
    log.push(`${name} ends`);
    return name;
  };
  return { work, end };
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("Gate", () => {
  it("lets many share, one be alone, and nobody overtake", async () => {
    const gate = new Gate();
    const log: string[] = [];
    const [first, second, alone, third] = ["first", "second", "alone", "third"].map((name) =>
      watched(log, name),
    );
    if (!first || !second || !alone || !third) throw new TypeError();
    const all = [
      gate.share("b", first.work),
      gate.share("b", second.work),
      gate.alone("b", alone.work),
      gate.share("b", third.work),
    ];
    await turn();
    expect(log).toEqual(["first begins", "second begins"]);
    first.end();
    await turn();
    expect(log.at(-1)).toBe("first ends");
    second.end();
    await turn();
    expect(log.slice(3)).toEqual(["second ends", "alone begins"]);
    third.end();
    alone.end();
    expect(await Promise.all(all)).toEqual(["first", "second", "alone", "third"]);
    expect(log.slice(5)).toEqual(["alone ends", "third begins", "third ends"]);
  });

  it("goes on after a failure, and keeps names apart", async () => {
    const gate = new Gate();
    await expect(gate.alone("b", () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    const { work, end } = watched([], "held");
    const held = gate.alone("b", work);
    expect(await gate.alone("other", async () => "passed")).toBe("passed");
    end();
    expect(await held).toBe("held");
  });
});

describe("KeyedQueue", () => {
  it("runs one after the other, also after a failure", async () => {
    const queue = new KeyedQueue();
    const log: string[] = [];
    const { work, end } = watched(log, "first");
    const first = queue.run("k", work);
    const failing = queue.run("k", () => Promise.reject(new Error("failed")));
    const last = queue.run("k", async () => log.push("last"));
    await queue.run("other", async () => log.push("other"));
    end();
    await expect(failing).rejects.toThrow("failed");
    await Promise.all([first, last]);
    expect(log).toEqual(["first begins", "other", "first ends", "last"]);
  });
});

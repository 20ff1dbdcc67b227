import { describe, expect, it } from "vitest";
import type { Aws } from "../aws.ts";
import type { WaitWatcher } from "../waiting.ts";
import { awaitVersion } from "./await-version.ts";

interface Answer {
  readonly State: string;
  readonly StateReason?: string;
}

/** An account whose version is in these states, one after the other; the last stays. */
const awsWith = (...states: readonly Answer[]): Aws => {
  const left = [...states];
  const send = (): Promise<Answer | undefined> => Promise.resolve(left.length > 1 ? left.shift() : left[0]);
  return { client: () => ({ send }) } as unknown as Aws;
};

const web = { name: "blog-production-web", qualifier: "7" };

describe("awaitVersion", () => {
  const look = async (...states: readonly Answer[]): Promise<readonly string[]> => {
    const said: string[] = [];
    const watcher: Pick<WaitWatcher, "signal" | "pause" | "onWaiting"> = {
      signal: new AbortController().signal,
      pause: () => Promise.resolve(),
      onWaiting: ({ code }) => said.push(code),
    };
    await awaitVersion(awsWith(...states), web, watcher);
    return said;
  };

  it("says while a snapshot is taken or an image unpacked, and goes on when the version is there", async () => {
    expect(await look({ State: "Pending" }, { State: "Pending" }, { State: "Active" })).toEqual([
      "VERSION_WAITS",
      "VERSION_WAITS",
    ]);
  });

  it("waits for nothing where nobody has asked for long, or where the state is not said", async () => {
    expect(await look({ State: "Inactive" })).toEqual([]);
    expect(await look({ State: "" })).toEqual([]);
  });

  it("passes on why there is no version", async () => {
    await expect(
      look({ State: "Pending" }, { State: "Failed", StateReason: "init error" }),
    ).rejects.toMatchObject({
      code: "VERSION_NOT_READY",
      facts: { function: "blog-production-web", reason: "init error" },
    });
  });

  it("does not wait for ever", async () => {
    await expect(look({ State: "Pending" })).rejects.toMatchObject({ facts: { reason: "" } });
  });
});

import { describe, expect, it } from "vitest";
import { createTurns } from "./turns.ts";

describe("createTurns", () => {
  it("does one thing after the other for each stage, and stages side by side", async () => {
    const inTurn = createTurns();
    const done: string[] = [];
    let release = (): void => undefined;
    const first = inTurn("local", async () => {
      await new Promise<void>((resolve) => (release = resolve));
      done.push("first");
    });
    const second = inTurn("local", async () => void done.push("second"));
    await inTurn("other", async () => void done.push("other"));
    release();
    await Promise.all([first, second]);
    expect(done).toEqual(["other", "first", "second"]);
  });

  it("goes on after something that failed, which only its own caller sees", async () => {
    const inTurn = createTurns();
    const failing = inTurn("local", () => Promise.reject(new Error("full disk")));
    const next = inTurn("local", () => Promise.resolve("served"));
    await expect(failing).rejects.toThrow("full disk");
    expect(await next).toBe("served");
  });
});

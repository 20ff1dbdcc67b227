import { describe, expect, it } from "vitest";
import { deriveName } from "./derive-name.ts";
import { findNearest } from "./nearest.ts";
import { dnsSafe, longestName } from "./names.ts";
import { parseDuration } from "./parse-duration.ts";

describe("deriveName", () => {
  it.each([
    ["blog", "blog"],
    ["My Project", "my-project"],
    ["my_django_app.v2", "my-django-app-v2"],
    ["--draft--", "draft"],
    ["英単語", "ying-dan-yu"],
    ["ブログ", "burogu"],
    ["ブログ".normalize("NFD"), "burogu"],
    ["블로그", "beulrogeu"],
    ["블로그".normalize("NFD"), "beulrogeu"],
    ["Crème brûlée", "creme-brulee"],
    ["---", "app"],
    ["🚀", "app"],
    ["", "app"],
  ])("%s → %s", async (folder, name) => {
    expect(await deriveName(folder)).toBe(name);
  });

  it("keeps whole words of a long name, and cuts a word that is longer than a name", async () => {
    expect(await deriveName("the quick brown fox jumps over the lazy dog again")).toBe(
      "the-quick-brown-fox-jumps-over-the-lazy",
    );
    expect(await deriveName("x".repeat(300))).toBe("x".repeat(longestName));
    expect(await deriveName("英".repeat(100))).toMatch(dnsSafe);
  });
});

describe("findNearest", () => {
  it.each([
    ["memry", "memory"],
    ["Memory", "memory"],
    ["timoeut", "timeout"],
    ["x", undefined],
    ["concurency", "concurrency"],
    ["mem", undefined],
  ])("%s → %s", (typed, word) => {
    expect(findNearest(typed, ["memory", "timeout", "concurrency"])).toBe(word);
  });
});

describe("parseDuration", () => {
  it.each([
    ["45s", 45],
    ["5m", 300],
    ["1m30s", 90],
    ["0s", 0],
    ["", undefined],
    ["30", undefined],
    ["30s5m", undefined],
    ["1.5m", undefined],
    ["-5s", undefined],
  ])("%s → %s", (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });
});

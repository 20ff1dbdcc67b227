import { describe, expect, it } from "vitest";
import type { DevEvent, DevRequest } from "../actions/dev-events.ts";
import { UserError } from "../errors.ts";
import { languages, type Language } from "../words/words.ts";
import { devEventJson, sayDevEnd, sayDevEvent } from "./dev.ts";
import { displayWidth } from "./width.ts";

const request: DevRequest = {
  time: "2026-05-01T05:03:07.120Z",
  method: "GET",
  target: "/admin/login/?next=/admin/",
  status: 200,
  durationMs: 12.3,
  by: "function",
  function: "web",
  requestId: "6f1c7f0e-3f5e-4b8e-9d53-1b7f6a3d6c11",
  memoryMb: 71,
  initMs: 412.34,
  problem: null,
};

const asked = (changed: Partial<DevRequest>): DevEvent => ({
  type: "request",
  request: { ...request, ...changed },
});
const byDoor = { function: null, requestId: null, memoryMb: null, initMs: null } as const;

const events: readonly DevEvent[] = [
  {
    type: "watching",
    folder: "/home/ann/blog",
    name: "blog",
    stage: "local",
    url: "http://127.0.0.1:4100",
    browserUrl: "http://local.blog.localhost:4100",
    release: 3,
  },
  asked({}),
  asked({ initMs: null, method: "POST", status: 302, target: "/admin/login/" }),
  asked({ ...byDoor, by: "static", target: "/static/admin/css/base.css", durationMs: 0.9 }),
  asked({ ...byDoor, by: "uploads", target: "/media/photos/猫.jpg", durationMs: 2 }),
  asked({ by: "gateway", status: 504, problem: "timed-out", durationMs: 30_012, target: "/report/" }),
  asked({ initMs: null, memoryMb: null, status: 0, target: "/slow/" }),
  {
    type: "log",
    record: {
      time: "2026-05-01T05:03:08.000Z",
      function: "blog-local-web",
      version: 3,
      sandbox: "a1",
      requestId: request.requestId,
      kind: "application",
      level: "warning",
      message: "Not Found: /favicon.ico",
    },
  },
  { type: "reloaded", files: ["posts/views.py"], durationMs: 448, release: null },
  { type: "reloaded", files: ["a.py", "b.py", "c.py", "d.py", "e.py"], durationMs: 612, release: null },
  { type: "reloaded", files: [], durationMs: 510, release: null },
  { type: "reloaded", files: ["posts/migrations/0002_slug.py"], durationMs: 2410, release: 4 },
  { type: "reloaded", files: [], durationMs: 2010, release: 5 },
  {
    type: "not-reloaded",
    files: ["posts/views.py"],
    error: new UserError(
      "BOOT_FAILED",
      { what: "ModuleNotFoundError: No module named 'oz'" },
      { detail: '  File "/home/ann/blog/posts/views.py", line 1, in <module>\n    import oz' },
    ),
  },
  {
    type: "not-reloaded",
    files: [],
    error: new UserError("DEV_RUNNING", { pid: 4711, stage: "local" }),
  },
];

const ended = {
  name: "blog",
  stage: "local",
  url: "http://127.0.0.1:4100",
  browserUrl: "http://local.blog.localhost:4100",
  release: 3,
  reloads: 2,
};

describe("what dev shows", () => {
  it.each(languages)("reads well in %s", async (language: Language) => {
    const page = { language, colour: false, columns: 80, now: new Date(0), timeZone: "Asia/Tokyo" };
    const lines = events.map((event) => sayDevEvent(event, { page, verbose: false, cwd: "/home/ann/blog" }));
    const ends = [true, false].map((isAhead) => sayDevEnd({ ...ended, isAhead }, page));
    await expect([...lines, ...ends].join("\n")).toMatchFileSnapshot(`snapshots/dev.${language}.txt`);
  });

  it.each(languages)("fills the line of a request, and no more, in %s", (language: Language) => {
    const page = { language, colour: true, columns: 90, now: new Date(0), timeZone: "Asia/Tokyo" };
    const paper = { page, verbose: false, cwd: "/" };
    const widthOf = (changed: Partial<DevRequest>): number =>
      displayWidth(sayDevEvent(asked(changed), paper) ?? "");
    expect(widthOf({})).toBe(89);
    expect(widthOf({ ...byDoor, by: "static", status: 0, target: "/猫/" })).toBe(89);
    // An address has any length; what follows it is still there.
    expect(widthOf({ target: `/${"a".repeat(90)}` })).toBeGreaterThan(90);
  });

  it("says an error as data in the reader's language", () => {
    const failed = events.find(({ type }) => type === "not-reloaded");
    if (failed === undefined) throw new TypeError("one of the events is an error");
    expect(devEventJson(failed, "ja")).toMatchObject({
      type: "not-reloaded",
      error: { code: "BOOT_FAILED", cause: expect.stringContaining("ModuleNotFoundError") },
    });
  });
});

import { describe } from "vitest";
import { canary, checkReports, rolledBack, step, wentBack } from "../../test/reports/reports.ts";
import type { ReleasesResult, RollbackResult } from "../actions/release-results.ts";
import { sayReleases } from "./releases.ts";
import { sayRollback } from "./rollback.ts";

const releases: ReleasesResult = {
  name: "blog",
  stage: "local",
  live: 3,
  canary,
  releases: [
    {
      release: 4,
      state: "canary",
      createdAt: "2026-05-01T11:57:00Z",
      by: "k@laptop",
      commit: { id: "3f2a91c", isDirty: true, subject: "カートの合計を直す" },
      sizeBytes: 8_200_000,
      migrations: ["shop.0004_total"],
      changed: ["code", "configuration"],
      secrets: null,
    },
    {
      release: 3,
      state: "live",
      createdAt: "2026-05-01T10:00:00Z",
      by: "k@laptop",
      commit: { id: "0c1d2e3", isDirty: false, subject: `Sell tea ${"and more ".repeat(10)}` },
      sizeBytes: 8_100_000,
      migrations: [],
      changed: [],
      secrets: null,
    },
    {
      release: 2,
      state: "kept",
      createdAt: "2026-04-20T10:00:00Z",
      by: null,
      commit: null,
      sizeBytes: 8_000_000,
      migrations: null,
      changed: null,
      secrets: null,
    },
  ],
  moves: [
    rolledBack,
    wentBack,
    { ...wentBack, canary: { ...canary, outcome: "cut-short" } },
    { ...wentBack, canary: { ...canary, outcome: "passed" } },
    { ...rolledBack, kind: "up", from: null, to: 1 },
  ],
};

const rollback: RollbackResult = {
  name: "blog",
  stage: "local",
  provider: "local",
  url: "http://127.0.0.1:4100",
  browserUrl: "http://local.blog.localhost:4100",
  from: 4,
  to: 3,
  endedCanary: null,
  migrations: ["shop.0004_total", "shop.0005_tax"],
  secrets: null,
  steps: [step("boot", "done", 900), step("switch", "done", 12)],
  notices: [],
};

describe("the reports of releases", () => {
  checkReports("releases", (page) => ({
    releases: sayReleases(releases, page),
    "releases, none": sayReleases({ ...releases, releases: [], moves: [], canary: null }, page),
    rollback: sayRollback(rollback, page),
    "rollback with secrets": sayRollback({ ...rollback, secrets: 3 }, page),
    "rollback of a canary": sayRollback({ ...rollback, from: 3, endedCanary: 4, migrations: [] }, page),
  }));
});

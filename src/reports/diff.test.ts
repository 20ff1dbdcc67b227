import { describe } from "vitest";
import { checkReports } from "../../test/reports/reports.ts";
import type { DiffResult } from "../actions/diff-results.ts";
import { sayDiff } from "./diff.ts";

const noChanges = {
  parts: [],
  code: { added: [], removed: [], changed: [] },
  packages: { added: [], removed: [], changed: [] },
  application: [],
  resources: { added: [], removed: [], changed: [] },
  edges: { added: [], removed: [] },
  doorRoutes: { added: [], removed: [] },
  routes: { added: [], removed: [], changed: [] },
  models: { added: [], removed: [], changed: [] },
  risks: { added: [], gone: [] },
  migrations: null,
  data: [],
  stack: null,
  idleUsdPerMonth: null,
} satisfies Partial<DiffResult>;

const unjudged: DiffResult["migrations"] = {
  pending: ["blog.0002_tag"],
  judged: null,
  problem: "KeyError: 'tag'",
};

const difference: DiffResult = {
  name: "blog",
  stage: "local",
  state: "serving",
  release: 3,
  changed: true,
  parts: ["code", "dependencies", "configuration"],
  code: {
    added: ["blog/tags.py"],
    removed: [],
    changed: Array.from({ length: 9 }, (_, n) => `blog/${n}.py`),
  },
  packages: {
    added: [{ name: "attrs", version: "25.1" }],
    removed: [{ name: "six", version: "1.16" }],
    changed: [{ name: "django", from: "5.1", to: "5.2" }],
  },
  application: [{ what: "languageVersion", from: "3.11.7", to: "3.13.1" }],
  resources: {
    added: ["cache"],
    removed: [],
    changed: [{ id: "function.web", field: "memoryMb", from: "1024", to: "512" }],
  },
  data: [],
  stack: null,
  idleUsdPerMonth: null,
  edges: { added: ["cache → database: connect"], removed: [] },
  doorRoutes: { added: ["GET /reports/** → function.documents"], removed: [] },
  routes: {
    added: [{ pattern: "tags/", name: "blog:tags", view: "blog.views.tags" }],
    removed: [{ pattern: "", name: null, view: "blog.views.home" }],
    changed: [],
  },
  models: { added: ["blog.Tag"], removed: [], changed: [{ model: "blog.Post", fields: ["tags"] }] },
  migrations: { pending: [], judged: null, problem: null },
  risks: {
    added: [{ setting: "DEBUG", risk: "debug", found: "True" }],
    gone: [{ setting: "SESSION_ENGINE", risk: "file-session", found: "x" }],
  },
  canary: { percent: 10, seconds: 300, threshold: 1 },
  secrets: ["STRIPE_KEY"],
};

const onAws = {
  ...difference,
  ...noChanges,
  changed: true,
  stage: "production",
  code: null,
  packages: null,
  canary: null,
  secrets: ["STRIPE_KEY"],
  migrations: { pending: [], judged: null, problem: "the function did not answer" },
  data: [
    { what: "database", from: "neon", to: "aurora", reversible: false },
    { what: "database", from: "neon", to: "url", reversible: true },
  ],
  stack: [
    {
      id: "FunctionWeb",
      type: "AWS::Lambda::Function",
      action: "update",
      properties: ["MemorySize", "Tags"],
      reversible: true,
      downtime: false,
      why: "live-stays",
    },
    {
      id: "DoorUrl",
      type: "AWS::Lambda::Url",
      action: "delete",
      properties: [],
      reversible: false,
      downtime: true,
      why: "address-goes",
    },
  ],
  idleUsdPerMonth: { region: "us-east-1", before: 0.25, after: 1.5 },
} satisfies DiffResult;

describe("the reports of a difference", () => {
  checkReports("diff", (page) => ({
    diff: sayDiff(difference, page),
    "diff, not asked": sayDiff({ ...difference, ...noChanges, changed: true }, page),
    "diff, not judged": sayDiff(
      { ...difference, ...noChanges, changed: true, migrations: unjudged, canary: null },
      page,
    ),
    "diff, first": sayDiff({ ...difference, release: null, migrations: null, canary: null }, page),
    "diff, on AWS": sayDiff(onAws, page),
    "diff, on AWS, harmless": sayDiff(
      {
        ...onAws,
        data: [],
        stack: onAws.stack.slice(0, 1),
        idleUsdPerMonth: { region: "sa-east-1", before: null, after: null },
      },
      page,
    ),
    "diff, nothing on AWS": sayDiff(
      {
        ...onAws,
        ...noChanges,
        changed: false,
        stack: [],
        idleUsdPerMonth: { region: "us-east-1", before: 0.25, after: 0.25 },
      },
      page,
    ),
    "diff, nothing": sayDiff({ ...difference, ...noChanges, changed: false }, page),
    "diff, nothing and stopped": sayDiff(
      { ...difference, ...noChanges, changed: false, state: "stopped" },
      page,
    ),
  }));
});

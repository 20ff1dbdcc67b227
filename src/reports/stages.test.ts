import { describe } from "vitest";
import { canary, checkReports, rolledBack, step, wentBack } from "../../test/reports/reports.ts";
import type { DownResult, ListResult, StageData, StatusResult, UpResult } from "../actions/results.ts";
import { sayDown, sayHeldData } from "./down.ts";
import { sayInit } from "./init.ts";
import { sayList } from "./list.ts";
import { sayOpen } from "./open.ts";
import { sayStatus } from "./status.ts";
import { sayStop } from "./stop.ts";
import { sayUp } from "./up.ts";

const lifted: UpResult = {
  stage: "local",
  provider: "local",
  name: "blog",
  url: "http://127.0.0.1:4100",
  browserUrl: "http://local.blog.localhost:4100",
  release: 1,
  canary: null,
  expiresAt: null,
  changed: true,
  steps: [step("inspect", "done", 400, { admin: true })],
  notices: [],
};

const status: StatusResult = {
  name: "blog",
  stage: "local",
  provider: "local",
  state: "serving",
  url: "http://127.0.0.1:4100",
  browserUrl: "http://local.blog.localhost:4100",
  release: 3,
  releasedAt: "2026-05-01T10:00:00Z",
  expiresAt: null,
  failedRelease: null,
  bundle: "9f86d081884c7d659a2feaa0c55ad015",
  canary: null,
  lastMove: null,
  functions: [
    {
      name: "web",
      version: 3,
      memoryMb: 1024,
      timeoutSeconds: 30,
      concurrency: 10,
      sandboxes: { total: 2, busy: 1, frozen: 1 },
    },
    {
      name: "report",
      version: 3,
      memoryMb: 512,
      timeoutSeconds: 900,
      concurrency: 1,
      sandboxes: { total: 0, busy: 0, frozen: 0 },
    },
  ],
  endpoints: {
    postgres: {
      host: "127.0.0.1",
      port: 5433,
      user: "blog",
      password: "hunter2",
      database: "blog_local",
      url: "postgresql://blog:hunter2@127.0.0.1:5433/blog_local",
    },
    media: {
      endpoint: "http://127.0.0.1:9100",
      region: "local",
      bucket: "blog-local-media",
      path: "/_monolift/s3",
      accessKeyId: "AKIAEXAMPLE",
      secretAccessKey: "swordfish",
    },
    mail: { path: "/home/k/.local/state/monolift/blog/mail" },
    logs: null,
  },
  process: { pid: 4242, residentBytes: 84_000_000 },
  domain: null,
  resources: [],
  usdPerMonthIdle: null,
  isolation: "namespace",
  notices: [],
};

const onAws: StatusResult = {
  ...status,
  stage: "production",
  provider: "aws",
  functions: [],
  endpoints: { postgres: null, media: null, mail: null, logs: null },
  process: null,
  isolation: null,
  resources: [
    {
      type: "AWS::Lambda::Function",
      name: "blog-production-web",
      why: "function",
      usdPerMonthIdle: 0,
      console: "https://ap-northeast-1.console.aws.amazon.com/lambda/home",
    },
    {
      type: "AWS::CloudWatch::Alarm",
      name: "monolift-blog-production-WebErrors-1A2B3C4D5E6F7G8H9I0J1K2L3M",
      why: "alarm",
      usdPerMonthIdle: 0.1,
      console: null,
    },
    { type: "AWS::SQS::Queue", name: "by-hand", why: null, usdPerMonthIdle: null, console: null },
  ],
  usdPerMonthIdle: 0.1,
};

const waiting: StatusResult["domain"] = {
  name: "blog.example.com",
  state: "waiting-for-validation-record",
  records: [{ name: "_3f9a.blog.example.com", type: "CNAME", value: "_77b1.acm-validations.aws" }],
  reason: null,
};

const list: ListResult = {
  stages: [
    {
      name: "blog",
      stage: "local",
      provider: "local",
      root: "/home/k/blog",
      rootExists: true,
      account: null,
      region: null,
      state: "serving",
      url: "http://127.0.0.1:4100",
      browserUrl: "http://local.blog.localhost:4100",
      release: 3,
      releasedAt: "2026-05-01T10:00:00Z",
      lastRequestAt: "2026-05-01T11:30:00Z",
      expiresAt: null,
      sizeBytes: 48_000_000,
    },
    {
      name: "eigo",
      stage: "preview-1",
      provider: "local",
      root: "/home/k/英単語",
      rootExists: false,
      account: null,
      region: null,
      state: "stopped",
      url: null,
      browserUrl: null,
      release: null,
      releasedAt: null,
      lastRequestAt: null,
      expiresAt: null,
      sizeBytes: 8_100_000,
    },
  ],
  notices: [],
};

const held: StageData = {
  tables: [
    { table: "auth_user", rows: 2 },
    { table: "blog_post", rows: 1204 },
    { table: "django_session", rows: 0 },
  ],
  rows: 1206,
  databaseBytes: 9_100_000,
  media: { objects: 31, bytes: 12_000_000, lastWrite: "2026-04-30T12:00:00Z" },
  mails: 1,
};

const gone: DownResult = {
  name: "blog",
  stage: "local",
  data: held,
  unread: null,
  deletedData: true,
  removed: ["/a", "/b"],
  left: [],
  kept: [],
  cache: null,
};

const unread = { code: "POSTGRES_DATA_DAMAGED", cause: "The data in /x/pg are damaged." };

const lost: ListResult["stages"][number] = {
  name: "blog",
  stage: "old",
  provider: "aws",
  root: null,
  rootExists: false,
  account: "123456789012",
  region: "ap-northeast-1",
  state: "serving",
  url: "https://d1.cloudfront.net",
  browserUrl: "https://d1.cloudfront.net",
  release: 3,
  releasedAt: "2026-05-01T10:00:00Z",
  lastRequestAt: null,
  expiresAt: null,
  sizeBytes: null,
};

describe("the reports of stages", () => {
  checkReports("stages", (page) => ({
    "up, first": sayUp(lifted, page),
    "up, unchanged": sayUp({ ...lifted, stage: "preview", changed: false, release: 3 }, page),
    status: sayStatus(status, page),
    "status, canary": sayStatus({ ...status, canary, lastMove: wentBack }, page),
    "status, rolled back": sayStatus({ ...status, lastMove: rolledBack }, page),
    "status, on AWS": sayStatus(onAws, page),
    "status, on AWS with a domain": sayStatus({ ...onAws, resources: [], domain: waiting }, page),
    "up, canary": sayUp({ ...lifted, release: 4, canary }, page),
    "status, stopped": sayStatus(
      { ...status, state: "stopped", functions: [], process: null, url: null, browserUrl: null },
      page,
    ),
    "status, never served": sayStatus(
      { ...status, state: "never-lifted", functions: [], release: null, releasedAt: null, failedRelease: 1 },
      page,
    ),
    "status, goes": sayStatus({ ...status, expiresAt: "2026-05-07T15:20:00Z", isolation: "none" }, page),
    "status, went": sayStatus({ ...status, expiresAt: "2026-05-01T11:59:00Z", functions: [] }, page),
    "up, goes": sayUp({ ...lifted, expiresAt: "2026-05-08T12:00:00Z" }, page),
    list: sayList(list, { orphans: false }, page),
    "list, on AWS": sayList({ ...list, stages: [list.stages[0] ?? lost, lost] }, { orphans: true }, page),
    "list, some go": sayList(
      {
        ...list,
        stages: [
          ...list.stages.map((one) => ({ ...one, expiresAt: "2026-05-01T12:04:30Z" })).slice(0, 1),
          ...list.stages.map((one) => ({ ...one, expiresAt: "2026-05-01T11:00:00Z" })).slice(1),
          ...list.stages.slice(0, 1),
        ],
      },
      { orphans: false },
      page,
    ),
    "list, nothing": sayList({ stages: [], notices: [] }, { orphans: false }, page),
    "list, no orphans": sayList({ stages: [], notices: [] }, { orphans: true }, page),
    stop: sayStop({ name: "blog", stage: "local", stopped: true, processStopped: true }, page),
    "stop, never served": sayStop(
      { name: "blog", stage: "local", stopped: false, processStopped: true },
      page,
    ),
    "stop, was stopped": sayStop(
      { name: "blog", stage: "local", stopped: false, processStopped: false },
      page,
    ),
    "down, asks": sayHeldData("blog/local", { data: held, unread: null }, page),
    "down, asks and cannot read": sayHeldData("blog/local", { data: null, unread }, page),
    down: sayDown(gone, page),
    "down, keeps": sayDown({ ...gone, deletedData: false }, page),
    "down, held nothing": sayDown({ ...gone, data: null }, page),
    "down, could not read": sayDown({ ...gone, data: null, unread }, page),
    "down, the last project": sayDown(
      { ...gone, cache: { path: "/home/k/my cache/monolift", sizeBytes: 812_000_000 } },
      page,
    ),
    "down, left": sayDown({ ...gone, left: ["/c"] }, page),
    init: sayInit({ file: "monolift.toml", name: "blog", created: true, found: [], imported: null }, page),
    "init, was there": sayInit(
      { file: "monolift.toml", name: "blog", created: false, found: [], imported: null },
      page,
    ),
    open: sayOpen({ url: "http://local.blog.localhost:4100", opened: true }, page),
    "open, no browser": sayOpen({ url: "http://local.blog.localhost:4100", opened: false }, page),
  }));
});

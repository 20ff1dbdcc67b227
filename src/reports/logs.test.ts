import { describe } from "vitest";
import { checkReports } from "../../test/reports/reports.ts";
import type { LogsResult } from "../actions/results.ts";
import { sayLogs } from "./logs.ts";

const logs: LogsResult = {
  stage: "local",
  records: [
    ["start", null, "START RequestId: 1"],
    ["application", "info", "saved 下書き"],
    ["application", "warning", "Not Found: /favicon.ico"],
    [
      "error",
      "error",
      "Traceback (most recent call last):\n  File \"blog/views.py\", line 3\nKeyError: 'x'\n",
    ],
    ["report", null, "REPORT RequestId: 1 Duration: 12 ms"],
  ].map(([kind, level, message]) => ({
    time: "2026-05-01T03:04:05.678Z",
    function: "web",
    version: 3,
    sandbox: "a",
    requestId: "1",
    kind: kind as LogsResult["records"][number]["kind"],
    level: level as LogsResult["records"][number]["level"],
    message: message ?? "",
  })),
};

const mails: LogsResult = {
  stage: "local",
  records: [],
  mails: [
    {
      time: "2026-05-01T03:04:05Z",
      from: "webmaster@localhost",
      to: ["a@example.com", "b@example.com"],
      subject: "パスワードの再設定",
      path: "/home/k/.local/state/monolift/blog/mail/1.eml",
      body: "Click here:\n\nhttp://local.blog.localhost:4100/reset/x/\n",
    },
  ],
};

describe("the reports of logs", () => {
  checkReports("logs", (page) => ({
    logs: sayLogs(logs, { verbose: false }, page),
    "logs, verbose": sayLogs(logs, { verbose: true }, page),
    "logs, none": sayLogs({ stage: "local", records: [] }, { verbose: false }, page),
    mail: sayLogs(mails, { verbose: false }, page),
    "mail, none": sayLogs({ stage: "local", records: [], mails: [] }, { verbose: false }, page),
  }));
});

import type { stageEn } from "../../src/words/providers/aws/stage/en.ts";
import type { Samples } from "./samples.ts";

export const stageSamples: Samples<typeof stageEn> = {
  errors: {
    CANARY_WENT_BACK: [{ release: 4, from: 3, errors: 7, requests: 25 }],
    CANARY_ENDED: [{ release: 4 }],
    STAGE_NAMES_RUN_TOGETHER: [{ stage: "blog/a-b", owner: "blog-a/b" }],
    SQLITE_NOT_ON_AWS: [{ file: "db.sqlite3" }],
    NOT_YET_ON_AWS: [{ stage: "production" }],
    NOTHING_TO_STOP: [{ stage: "production" }],
    NOT_ON_AWS: [{ what: "--port", stage: "production" }],
    DATABASE_URL_MISSING: [{ stage: "production" }],
    STAGE_LOCKED: [
      { stage: "production", by: "ann@laptop", verb: "up", since: "2026-05-01T09:00:00.000Z" },
      { stage: "production", by: null, verb: null, since: null },
    ],
    COMMAND_NEEDS_KEYBOARD: (["shell", "server", "source", "question"] as const).map((why) => ({
      command: "shell",
      stage: "production",
      why,
    })),
    COMMAND_LOST: [
      { command: "migrate", function: "blog-production-manage", requestId: null },
      { command: "migrate", function: "blog-production-manage", requestId: "4f1c" },
    ],
    COMMAND_FUNCTION_FAILED: [
      { function: "blog-production-manage", what: "Runtime.ExitError: exit status 1" },
    ],
  },
  notices: {
    CANARY_OTHER_FUNCTIONS: [{ release: 3 }],
    CANARY_WATCHED: [{ release: 4, requests: 25, errors: 1, secondsLeft: 240 }],
    CANARY_LEFT_ALONE: [{ release: 4, from: 3, percent: 10 }],
    AWS_LIVE_UNKNOWN: [{ stage: "production", version: "7" }],
    AWS_IDENTITY_KEPT: [{ stage: "production", account: "123456789012", region: "ap-northeast-1" }],
    STAGE_LOCK_TAKEN: [
      { stage: "production", by: "ann@laptop", verb: "up", since: "2026-05-01T09:00:00.000Z" },
    ],
    AWS_NOT_ASKED: [{ stages: ["blog/production", "blog/preview"], cause: "No AWS credentials were found." }],
    COMMAND_LIMIT: [{ minutes: 15 }],
    COMMAND_GOES_ON: [
      { command: "migrate", stage: "production", requestId: "4f1c" },
      { command: "migrate", stage: "production", requestId: null },
    ],
    ALERTS_NOBODY: [{ stage: "production" }],
    ALERTS_CONFIRM: [{ email: "you@example.com" }],
    ALERTS_NO_BUDGET: [{ region: "eu-north-1" }],
    MAIL_AS_IN_SETTINGS: [{ stage: "production" }],
    MAIL_RECORDS_NEEDED: [
      {
        identity: "example.com",
        records: [
          { name: "a._domainkey.example.com", type: "CNAME", value: "a.dkim.amazonses.com" },
          { name: "b._domainkey.example.com", type: "CNAME", value: "b.dkim.amazonses.com" },
        ],
      },
    ],
    MAIL_STILL_VALIDATING: [{ identity: "example.com" }],
    MAIL_ADDRESS_ASKED: [{ address: "ann@example.com" }],
    MAIL_SANDBOX: [{ region: "ap-northeast-1" }],
    RESTORE_POINT_NOT_MADE: [{ stage: "production" }],
  },
};

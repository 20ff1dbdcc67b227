// Every fault that is tried. To add one: a line here; a new kind of fault: a driver.
import { moveUnderCanary, moveUnderRequests, moveUnderSignatures, moveUnderTtl } from "./drivers/clock.mjs";
import { requestsAtOnce, uploadsAtOnce } from "./drivers/crowd.mjs";
import { fillDuringUp, fillDuringUpload, fillDuringWrites } from "./drivers/disk.mjs";
import { killDuringRows } from "./drivers/first-rows.mjs";
import { killDuringForm } from "./drivers/form.mjs";
import { killDuringMigration } from "./drivers/migration.mjs";
import { killBetweenRequests, killDuringRequest } from "./drivers/request.mjs";
import { killDuringCanary, killDuringRollback } from "./drivers/release.mjs";
import { killDuringRestore } from "./drivers/restore.mjs";
import { killDuringUp } from "./drivers/up.mjs";
import { killDuringUpload, killDuringUploads } from "./drivers/upload.mjs";

const steps = ["detect", "bundle", "platform", "inspect", "static", "boot", "migrate", "health", "switch"];

/** Calls of S3, and where in them it happens. */
const uploads = {
  "put-object": "in the middle of the body of `PutObject`",
  "create-multipart": "during `CreateMultipartUpload`",
  "upload-part": "in the middle of the body of `UploadPart`",
  "complete-multipart": "during `CompleteMultipartUpload`",
  "abort-multipart": "during `AbortMultipartUpload`",
  "presigned-post": "in the middle of the file of a presigned POST",
};

const hour = 3_600_000;
const jumps = {
  forward: { by: 40 * 24 * hour, said: "40 days forward" },
  backward: { by: -40 * 24 * hour, said: "40 days back" },
};

/**
 * `name` is what `npm run faults` takes, `group` and `fault` are what docs/reliability.md says. `driver` tries it once:
 * it gets the field, the scenario, and the round: `index`, and `fraction`, from 0 to below 1, for faults that come at
 * another moment each time.
 * `onSmallDisk` ones are tried on a disk that they may fill.
 */
export const scenarios = [
  ...steps.map((step) => ({
    name: `process-up-${step}`,
    group: "The background process is killed",
    fault: `at the step \`${step}\` of \`up\``,
    driver: killDuringUp,
    victim: "process",
    step,
  })),
  {
    name: "process-up-rows",
    group: "The background process is killed",
    fault: "at the step `rows` of the first `up --from db.sqlite3`",
    driver: killDuringRows,
    victim: "process",
  },
  ...steps.map((step) => ({
    name: `command-up-${step}`,
    group: "The command is killed",
    fault: `at the step \`${step}\` of \`up\``,
    driver: killDuringUp,
    victim: "command",
    step,
  })),
  {
    name: "command-up-rows",
    group: "The command is killed",
    fault: "at the step `rows` of the first `up --from db.sqlite3`",
    driver: killDuringRows,
    victim: "command",
  },
  {
    name: "process-request",
    group: "The background process is killed",
    fault: "during a request, before its answer, in a transaction",
    driver: killDuringRequest,
    victim: "process",
    moment: "transaction",
  },
  {
    name: "process-answer",
    group: "The background process is killed",
    fault: "during a request, after its transaction, before its answer",
    driver: killDuringRequest,
    victim: "process",
    moment: "answer",
  },
  {
    name: "process-stream",
    group: "The background process is killed",
    fault: "during a streamed answer",
    driver: killDuringRequest,
    victim: "process",
    moment: "stream",
  },
  ...Object.entries(uploads).map(([call, fault]) => ({
    name: `process-${call}`,
    group: "The background process is killed",
    fault,
    driver: killDuringUpload,
    call,
  })),
  {
    name: "process-uploads",
    group: "The background process is killed",
    fault: "while eight clients put, copy, remove and upload in parts",
    driver: killDuringUploads,
  },
  {
    name: "process-form",
    group: "The background process is killed",
    fault: "while photos are added by a form of the application",
    driver: killDuringForm,
    victim: "process",
  },
  ...["boot", "switch"].map((step) => ({
    name: `process-rollback-${step}`,
    group: "The background process is killed",
    fault: `at the step \`${step}\` of \`rollback\``,
    driver: killDuringRollback,
    step,
  })),
  {
    name: "process-restore-copy",
    group: "The background process is killed",
    fault: "while `data restore` copies",
    driver: killDuringRestore,
    moment: "copy",
  },
  {
    name: "process-restore-exchange",
    group: "The background process is killed",
    fault: "while `data restore` exchanges rows and files",
    driver: killDuringRestore,
    moment: "exchange",
  },
  {
    name: "process-canary-watch",
    group: "The background process is killed",
    fault: "while a canary is watched",
    driver: killDuringCanary,
    moment: "watch",
  },
  {
    name: "process-canary-move",
    group: "The background process is killed",
    fault: "as a canary moves",
    driver: killDuringCanary,
    moment: "move",
  },
  ...Object.entries({
    init: "during its init phase",
    transaction: "during a request, in a transaction",
    answer: "during a request, after its transaction",
    stream: "during a streamed answer",
  }).map(([moment, fault]) => ({
    name: `sandbox-${moment}`,
    group: "A sandbox is killed",
    fault,
    driver: killDuringRequest,
    victim: "sandbox",
    moment,
  })),
  ...steps.flatMap((step) => [
    {
      name: `sandbox-up-${step}`,
      group: "A sandbox is killed",
      fault: `at the step \`${step}\` of \`up\`: all of them`,
      driver: killDuringUp,
      victim: "sandbox",
      step,
    },
    {
      name: `postgres-up-${step}`,
      group: "PostgreSQL is killed",
      fault: `its first process, at the step \`${step}\` of \`up\``,
      driver: killDuringUp,
      victim: "postmaster",
      step,
    },
  ]),
  {
    name: "sandbox-form",
    group: "A sandbox is killed",
    fault: "while photos are added by a form of the application: all of them",
    driver: killDuringForm,
    victim: "sandbox",
  },
  {
    name: "sandbox-between",
    group: "A sandbox is killed",
    fault: "between requests: all of them, frozen",
    driver: killBetweenRequests,
    victim: "sandbox",
  },
  ...Object.entries({ postmaster: "its first process", backend: "a session" }).flatMap(([victim, who]) => [
    {
      name: `postgres-${victim}-migrate`,
      group: "PostgreSQL is killed",
      fault: `${who}, in the middle of a migration`,
      driver: killDuringMigration,
      victim,
    },
    {
      name: `postgres-${victim}-transaction`,
      group: "PostgreSQL is killed",
      fault: `${who}, during a request that writes in a transaction`,
      driver: killDuringRequest,
      victim,
      moment: "transaction",
    },
    {
      name: `postgres-${victim}-form`,
      group: "PostgreSQL is killed",
      fault: `${who}, while photos are added by a form of the application`,
      driver: killDuringForm,
      victim,
    },
    {
      name: `postgres-${victim}-idle`,
      group: "PostgreSQL is killed",
      fault: `${who}, between requests`,
      driver: killBetweenRequests,
      victim,
    },
  ]),
  {
    name: "disk-upload",
    group: "The disk is full",
    fault: "during uploads",
    onSmallDisk: true,
    driver: fillDuringUpload,
  },
  {
    name: "disk-up",
    group: "The disk is full",
    fault: "during `up`",
    onSmallDisk: true,
    driver: fillDuringUp,
    leaveBytes: 16_384,
  },
  {
    name: "disk-rows",
    group: "The disk is full",
    fault: "as PostgreSQL writes rows",
    onSmallDisk: true,
    driver: fillDuringWrites,
    log: false,
  },
  {
    name: "disk-log",
    group: "The disk is full",
    fault: "as PostgreSQL needs a new file for its write-ahead log",
    onSmallDisk: true,
    driver: fillDuringWrites,
    log: true,
  },
  ...Object.entries(jumps).flatMap(([direction, { by, said }]) => [
    {
      name: `clock-signatures-${direction}`,
      group: "The clock is set",
      fault: `${said}, under signed requests`,
      driver: moveUnderSignatures,
      by,
    },
    {
      name: `clock-requests-${direction}`,
      group: "The clock is set",
      fault: `${said}, under an application in use`,
      driver: moveUnderRequests,
      by,
    },
    {
      name: `clock-canary-${direction}`,
      group: "The clock is set",
      fault: `${said}, while a canary is watched`,
      driver: moveUnderCanary,
      by,
    },
    {
      name: `clock-ttl-${direction}`,
      group: "The clock is set",
      fault: `${said}, past the end of a stage's \`ttl\` or away from it`,
      driver: moveUnderTtl,
      by,
    },
  ]),
  {
    name: "crowd-requests",
    group: "A crowd on two cores",
    fault: "500 requests at one time, each of which writes a row",
    driver: requestsAtOnce,
  },
  {
    name: "crowd-uploads",
    group: "A crowd on two cores",
    fault: "500 uploads at one time, half of them in parts",
    driver: uploadsAtOnce,
  },
];

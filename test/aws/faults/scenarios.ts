import {
  endIn,
  expireDuringDown,
  expireDuringUp,
  liftFirstIn,
  liftIn,
  loseCommand,
  rollBackIn,
  type Weather,
} from "./calls.ts";
import { killDuringDown, killDuringFirstUp, killDuringRollback, killDuringUp, type UpStep } from "./kill.ts";
import type { Site } from "./site.ts";
import { liftOver, liftStuck } from "./stuck.ts";
import type { Trial } from "./trial.ts";

/** One fault, and how it is tried. */
export interface Scenario {
  /** What `npm run faults` takes. */
  readonly name: string;
  readonly group: string;
  /** What docs/reliability.md says. */
  readonly fault: string;
  /** `npm test` tries it, too. */
  readonly isQuick?: true;
  readonly try: (site: Site, trial: Trial) => Promise<void>;
}

const killed = "The command is killed";

/** What the steps are called in words, where that is not their name. */
const stepNames: Readonly<Partial<Record<UpStep, string>>> = {
  pack: "bundle` for Lambda, `static` being done,",
};

const steps = [
  "account",
  "detect",
  "bundle",
  "inspect",
  "data",
  "static",
  "pack",
  "stack",
  "boot",
  "migrate",
  "health",
  "switch",
  "door",
] as const satisfies readonly UpStep[];

const quickSteps: readonly UpStep[] = ["boot"];
const firstSteps = ["stack", "switch", "door"] as const satisfies readonly UpStep[];

const kills: readonly Scenario[] = [
  ...steps.map((step): Scenario => ({
    name: `aws-kill-${step}`,
    group: killed,
    fault: `at the step \`${stepNames[step] ?? step}\` of \`up\``.replace(",` of", ", of"),
    ...(quickSteps.includes(step) ? { isQuick: true } : {}),
    try: (site, trial) => killDuringUp(site, trial, step),
  })),
  ...firstSteps.map((step): Scenario => ({
    name: `aws-kill-first-${step}`,
    group: killed,
    fault: `at the step \`${step}\` of the first \`up\``,
    try: (site, trial) => killDuringFirstUp(site, trial, step),
  })),
  {
    name: "aws-kill-rollback-move",
    group: killed,
    fault: "in `rollback`, as `live` of the second of two functions moves",
    try: (site, trial) =>
      killDuringRollback(site, trial, "lambda.PUT /2015-03-31/functions/shop-STAGE-web/aliases/live"),
  },
  ...Object.entries({
    stack: ["cloudformation.DeleteStack", "as the stack is deleted"],
    buckets: ["s3.POST *", "as a bucket is emptied"],
    parameters: ["ssm.DeleteParameter*", "as parameters are deleted"],
  } as const).map(([name, [operation, when]]): Scenario => ({
    name: `aws-kill-down-${name}`,
    group: killed,
    fault: `in \`down\`, ${when}`,
    try: (site, trial) => killDuringDown(site, trial, operation),
  })),
];

const groups: Readonly<Record<Weather, { readonly group: string; readonly fault: string }>> = {
  throttling: { group: "AWS throttles", fault: "each operation, the first time that it is asked for, in" },
  losing: {
    group: "Answers of AWS are lost",
    fault: "of each operation that changes something, the first time, in",
  },
};

const weathers = (["throttling", "losing"] as const).flatMap((weather): readonly Scenario[] => {
  const { group, fault } = groups[weather];
  return [
    {
      name: `aws-${weather}-first-up`,
      group,
      fault: `${fault} the first \`up\``,
      try: (site, trial) => liftFirstIn(site, trial, weather),
    },
    {
      name: `aws-${weather}-up`,
      group,
      fault: `${fault} an \`up\` with a change`,
      ...(weather === "losing" ? { isQuick: true } : {}),
      try: (site, trial) => liftIn(site, trial, weather),
    },
    {
      name: `aws-${weather}-rollback`,
      group,
      fault: `${fault} \`rollback\``,
      try: (site, trial) => rollBackIn(site, trial, weather),
    },
    {
      name: `aws-${weather}-down`,
      group,
      fault: `${fault} \`down\``,
      try: (site, trial) => endIn(site, trial, weather),
    },
  ];
});

const expirations: readonly Scenario[] = [
  ...Object.entries({
    data: ["s3.PUT /shop-STAGE-files-*", "as static files are sent"],
    stack: ["cloudformation.CreateChangeSet", "as the stack is changed"],
    boot: ["lambda.POST /2015-03-31/functions/shop-STAGE-web/invocations", "as the new version is booted"],
    migrate: [
      "lambda.POST /2021-11-15/functions/shop-STAGE-manage/response-streaming-invocations",
      "as it migrates",
    ],
    switch: ["lambda.PUT /2015-03-31/functions/shop-STAGE-web/aliases/live", "as `live` moves"],
  } as const).map(([name, [operation, when]]): Scenario => ({
    name: `aws-expired-${name}`,
    group: "Credentials expire",
    fault: `in \`up\`, ${when}`,
    ...(name === "migrate" ? { isQuick: true } : {}),
    try: (site, trial) => expireDuringUp(site, trial, operation),
  })),
  {
    name: "aws-expired-down",
    group: "Credentials expire",
    fault: "in `down`, as the stack is deleted",
    try: (site, trial) => expireDuringDown(site, trial, "cloudformation.DeleteStack"),
  },
];

const stuck = (["REVIEW_IN_PROGRESS", "ROLLBACK_COMPLETE"] as const).map((status): Scenario => ({
  name: `aws-stuck-${status.split("_")[0]?.toLowerCase()}`,
  group: "A stack is stuck",
  fault: `the first \`up\` finds one in \`${status}\``,
  try: (site, trial) => liftOver(site, trial, status),
}));

/** Every fault that is tried on AWS's side. Those that end a stage come last. */
export const scenarios: readonly Scenario[] = [
  ...kills,
  ...weathers,
  {
    name: "aws-losing-command",
    group: groups.losing.group,
    fault: "of `migrate` itself, in `up`",
    try: loseCommand,
  },
  ...expirations,
  ...stuck,
  {
    name: "aws-stuck-update",
    group: "A stack is stuck",
    fault: "in `UPDATE_ROLLBACK_FAILED`, since the code from before was not there",
    try: liftStuck,
  },
];

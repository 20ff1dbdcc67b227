import { inventory } from "../inventory.ts";
import {
  expiredToken,
  lostReply,
  matches,
  slowDown,
  throttled,
  tooManyRequests,
  type Asked,
  type Fault,
} from "../faulty-proxy.ts";
import { beginChange, liftAgain, lookAfterUp, lookAtStage, sayEnd } from "./afterwards.ts";
import { lookAfterDown } from "./kill.ts";
import type { Site } from "./site.ts";
import type { Trial } from "./trial.ts";
import { readPage } from "./visitor.ts";

/** What becomes of the first request of each kind. */
export interface EachCall {
  readonly fault: Fault;
  readonly kindOf: (asked: Asked) => string | undefined;
}

/** Service, operation, and of objects in S3 only the folder: a kind of request, of which one is like the other. */
function kindOf({ operation, query }: Asked): string {
  const [, method = "", bucket = "", key = ""] = /^s3\.([A-Z]+) \/([^/]*)\/?(.*)$/.exec(operation) ?? [];
  if (method === "") return operation;
  const what = bucket.replace(/^.*-(files|media)-.*$/, "$1");
  return `s3.${method} ${what}/${key.split("/").slice(0, -1).join("/").replaceAll(/\d+/g, "N")}?${query.join("&")}`;
}

/** Commands of the framework: nobody may ask for them twice. */
const isCommand = ({ operation }: Asked): boolean => operation.endsWith("/response-streaming-invocations");

const isWrite = ({ operation }: Asked): boolean =>
  !/^[a-z0-9-]+\.(?:GET|HEAD) |\.(?:Get|List|Describe|Filter)/.test(operation);

/** Each operation is throttled the first time that it is asked for, in the words of its service. */
const throttling: readonly EachCall[] = [
  { fault: tooManyRequests, kindOf: (asked) => kindIn("lambda", asked) },
  { fault: slowDown, kindOf: (asked) => kindIn("s3", asked) },
  {
    fault: throttled,
    kindOf: (asked) => (/^(?:lambda|s3)\./.test(asked.operation) ? undefined : kindOf(asked)),
  },
];

function kindIn(service: string, asked: Asked): string | undefined {
  return asked.operation.startsWith(`${service}.`) ? kindOf(asked) : undefined;
}

/** Each operation that changes something is carried out, and its answer does not come. */
const losing: readonly EachCall[] = [
  { fault: lostReply, kindOf: (asked) => (isWrite(asked) && !isCommand(asked) ? kindOf(asked) : undefined) },
];

export const weathers = { throttling, losing } as const;
export type Weather = keyof typeof weathers;

function letMeet({ proxy }: Site, weather: Weather): void {
  for (const { fault, kindOf: kind } of weathers[weather]) proxy.meetEach(fault, kind);
}

/** What was met is said, so that a try in which nothing was is none. */
function sayMet(site: Site, trial: Trial): void {
  const met = site.proxy.met();
  trial.see(`${met.length} operations met it`);
  trial.holds("operations of AWS met the fault", met.length > 3, met);
}

/** A first `up`, in which each operation meets a fault once. */
export async function liftFirstIn(site: Site, trial: Trial, weather: Weather): Promise<void> {
  await site.begin(`preview-${weather}`);
  const change = await site.edit();
  letMeet(site, weather);
  const ended = await site.call("up");
  trial.see(sayEnd("up", ended));
  sayMet(site, trial);
  site.proxy.calm();
  trial.holds("`up` ends well by itself", ended.code === 0, ended.json);
  const { json } = ended.code === 0 ? ended : await liftAgain(site, trial);
  const page = await readPage(site.ministack, String(json?.url));
  trial.holds("the new code answers", page === change, page);
  await lookAtStage(site, trial);
}

/** A change, in which each operation meets a fault once. */
export async function liftIn(site: Site, trial: Trial, weather: Weather): Promise<void> {
  const change = await beginChange(site);
  letMeet(site, weather);
  const ended = await site.call("up");
  sayMet(site, trial);
  trial.holds("`up` ends well by itself", ended.code === 0, ended.json);
  await lookAfterUp(site, trial, change, ended);
}

/** A rollback, in which each operation meets a fault once. */
export async function rollBackIn(site: Site, trial: Trial, weather: Weather): Promise<void> {
  const change = await beginChange(site);
  await site.lift();
  letMeet(site, weather);
  const ended = await site.call("rollback");
  trial.see(sayEnd("rollback", ended));
  sayMet(site, trial);
  site.proxy.calm();
  trial.holds("`rollback` ends well by itself", ended.code === 0, ended.json);
  const visited = await change.visit.end();
  trial.count(visited);
  trial.holds("no request failed", visited.failed.length === 0, visited.failed);
  const page = await readPage(site.ministack, change.url);
  trial.holds("the old code answers", page === change.before, page);
  await lookAtStage(site, trial);
}

/** The end of a stage, in which each operation meets a fault once. */
export async function endIn(site: Site, trial: Trial, weather: Weather): Promise<void> {
  await site.begin(`preview-end-${weather}`);
  await site.lift();
  letMeet(site, weather);
  const ended = await site.call("down", "--delete-data");
  trial.see(sayEnd("down", ended));
  sayMet(site, trial);
  site.proxy.calm();
  trial.holds("`down` ends well by itself", ended.code === 0, ended.json);
  const left = (await inventory(site.ministack)).filter((one) => one.includes(site.stage));
  trial.holds("nothing of the stage is left", left.length === 0, left);
}

/** From the first call of an operation on, nobody's credentials are good any more. */
function expireAt({ proxy }: Site, first: string): void {
  let isExpired = false;
  let refused = 0;
  proxy.meetEach(expiredToken, ({ operation }) => {
    isExpired ||= matches(first, operation);
    if (!isExpired) return undefined;
    refused += 1;
    return `refused ${refused}`;
  });
}

/** Credentials end in the middle of an `up`, and are good again for the next one. */
export async function expireDuringUp(site: Site, trial: Trial, first: string): Promise<void> {
  const change = await beginChange(site);
  expireAt(site, first.replace("STAGE", site.stage));
  const ended = await site.call("up");
  trial.holds("the command says that the credentials are no longer good", isToldExpired(ended), ended.json);
  await lookAfterUp(site, trial, change, ended);
}

/** Credentials end in the middle of a `down`. */
export async function expireDuringDown(site: Site, trial: Trial, first: string): Promise<void> {
  await site.begin("preview-end-expired");
  await site.lift();
  expireAt(site, first.replace("STAGE", site.stage));
  const ended = await site.call("down", "--delete-data");
  trial.see(sayEnd("down", ended));
  trial.holds("the command says that the credentials are no longer good", isToldExpired(ended), ended.json);
  site.proxy.calm();
  await lookAfterDown(site, trial);
}

function isToldExpired({ code, json }: Awaited<ReturnType<Site["call"]>>): boolean {
  return code !== 0 && /CREDENTIALS/.test(String(json?.error?.code));
}

/** The answer to a command of the framework is lost: nobody can say whether it ran. */
export async function loseCommand(site: Site, trial: Trial): Promise<void> {
  const change = await beginChange(site);
  let commands = 0;
  site.proxy.meetEach(lostReply, (asked) => {
    if (isCommand(asked)) commands += 1;
    // The first two only ask which migrations there are; the third one applies them.
    return isCommand(asked) && commands === 3 ? "migrate" : undefined;
  });
  const ended = await site.call("up");
  trial.holds(
    "the command says that it does not know",
    ended.json?.error?.code === "COMMAND_LOST",
    ended.json,
  );
  await lookAfterUp(site, trial, change, ended);
}

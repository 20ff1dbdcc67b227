import type { Plan } from "../../../plan/plan.ts";
import { resourcesOf } from "../../../plan/resources.ts";
import { doorLimits } from "../../../platform/gateway/limits.ts";
import { notice, type Notice } from "../../../words/words.ts";
import type { DoorChoice } from "./choose-door.ts";
import type { PreparedDomain } from "./domain.ts";

/** What is said of a door before it is opened: which one it is and why, and what an application may run into. */
export function doorNotices(choice: DoorChoice, plan: Plan): readonly Notice[] {
  const { kind, origin, because } = choice;
  const way = kind === "cloudfront" && origin !== "alb" ? (`cloudfront ${origin}` as const) : kind;
  if (way === "cloudfront") throw new TypeError("CloudFront asks no load balancer");
  return [notice("DOOR_CHOSEN", { way, because }), ...slowness(choice, plan), ...unservedFiles(choice, plan)];
}

function slowness({ kind }: DoorChoice, plan: Plan): readonly Notice[] {
  const { name: door, firstByteSeconds: limitSeconds } = doorLimits[kind];
  const timeoutSeconds = Math.max(...resourcesOf(plan, "function").map((one) => one.timeoutSeconds));
  return timeoutSeconds <= limitSeconds
    ? []
    : [notice("DOOR_WAITS_LESS", { door, timeoutSeconds, limitSeconds })];
}

function unservedFiles({ kind }: DoorChoice, plan: Plan): readonly Notice[] {
  const urls = resourcesOf(plan, "bucket").flatMap(({ url }) => (url === null ? [] : [url]));
  return kind !== "alb" || urls.length === 0 ? [] : [notice("DOOR_WITHOUT_FILES", { urls })];
}

/** What is said of a domain that the door does not have yet, or that does not lead to it yet; none once it does. */
export function domainNotices(
  domain: string,
  { certificateArn, records }: PreparedDomain,
): readonly Notice[] {
  if (records.length === 0)
    return certificateArn === null ? [notice("DOMAIN_STILL_VALIDATING", { domain })] : [];
  const isDelegation = records.every(({ type }) => type === "NS");
  return [notice(isDelegation ? "DOMAIN_NOT_DELEGATED" : "DOMAIN_RECORDS_NEEDED", { domain, records })];
}

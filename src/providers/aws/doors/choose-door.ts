import type { Plan } from "../../../plan/plan.ts";
import { resourcesOf } from "../../../plan/resources.ts";
import type { DoorKind } from "../../../platform/gateway/limits.ts";

/** Why a door is the one that it is. `asked` means that the file names it. */
export type DoorReason = "asked" | "vpc" | "own-domain" | "served-files" | "isolated" | "nothing-else";

/** The way in to an application. */
export interface DoorChoice {
  /** What clients reach: its limits are the ones that count. */
  readonly kind: DoorKind;
  /** What leads to the function. The same as `kind`, unless CloudFront stands before it. */
  readonly origin: "function-url" | "rest" | "alb";
  /** Whether a response is passed on while the function still writes it. */
  readonly responseMode: "stream" | "buffered";
  /** Why, the weightiest reason first; never empty. */
  readonly because: readonly DoorReason[];
}

/** Where a plan is to be realised. */
export interface DoorPlace {
  /** The function reaches its database through a network of its own. */
  readonly isInVpc: boolean;
  /** Another endpoint than AWS's own, where Lambda's own client runs in place of the one that streams. */
  readonly isElsewhere: boolean;
}

/**
 * Chooses the way in. A Function URL costs nothing and streams, so that it is the usual one, with CloudFront before it where
 * there is a domain, or files to serve by URL: a Function URL has neither. Where requests are isolated, CloudFront leads each
 * of them to its function. API Gateway takes its place where functions are in
 * a VPC, since a Function URL cannot stream from there. What the file names goes before all of this.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html#config-rs-vpc-compatibility
 */
export function chooseDoor(
  plan: Pick<Plan, "resources">,
  { isInVpc, isElsewhere }: DoorPlace = { isInVpc: false, isElsewhere: false },
): DoorChoice {
  const [door] = resourcesOf(plan, "door");
  if (door === undefined) throw new TypeError("the plan has no door");
  const { through, domain, responseMode } = door;
  if (through === "alb") return { kind: "alb", origin: "alb", responseMode: "buffered", because: ["asked"] };
  const hasFiles = resourcesOf(plan, "bucket").some(({ url }) => url !== null);
  const origin = through === "rest" || (through === "auto" && isInVpc) ? "rest" : "function-url";
  // API Gateway has names of its own; a Function URL answers to the one that it was given.
  const hasRoutes = door.routes !== undefined;
  const isFronted = hasFiles || hasRoutes || (domain !== null && origin === "function-url");
  const reasons: readonly (readonly [DoorReason, boolean])[] = [
    ["asked", through !== "auto"],
    ["vpc", through === "auto" && isInVpc],
    ["own-domain", domain !== null],
    ["served-files", hasFiles],
    ["isolated", hasRoutes],
  ];
  const because = reasons.flatMap(([reason, holds]) => (holds ? [reason] : []));
  return {
    kind: isFronted ? "cloudfront" : origin,
    origin,
    responseMode: isElsewhere || (origin === "function-url" && isInVpc) ? "buffered" : responseMode,
    because: because.length === 0 ? ["nothing-else"] : because,
  };
}

/**
 * What the runtime has to know of the door: which events it may answer in a stream, and whether it finds the client's
 * address behind CloudFront's.
 */
export function doorVariables({ kind, origin, responseMode }: DoorChoice): Readonly<Record<string, string>> {
  return {
    MONOLIFT_STREAM: responseMode === "stream" ? origin : "",
    MONOLIFT_PROXY_HOPS: kind === "cloudfront" ? "1" : "0",
  };
}

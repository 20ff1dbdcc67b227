import type { ComputeStackRequest, StackDoor } from "../../providers/aws/compute-stack.ts";
import { mayWriteAccessLogs } from "../../providers/aws/doors/access-logs.ts";
import { domainNotices } from "../../providers/aws/doors/door-notices.ts";
import type { DnsRecord } from "../../providers/aws/doors/dns-record.ts";
import { pointDomain, prepareDomain } from "../../providers/aws/doors/domain.ts";
import { choosePriority, readListener } from "../../providers/aws/doors/listener.ts";
import { parameterName } from "../../providers/aws/names.ts";
import { deployRelease } from "../../providers/aws/publish.ts";
import { doorOutputs } from "../../providers/aws/resources/door.ts";
import type { StepOutcome } from "../steps.ts";
import { routedFunctions } from "../../plan/share-edges.ts";
import { addressOf } from "./address.ts";
import { ensureBuckets, type DataGround } from "./data-step.ts";
import type { AwsLift } from "./lift.ts";
import { watcherOf } from "./watcher.ts";

/** Days that API Gateway's access logs are kept. */
const accessLogDays = 30;

/**
 * Makes ready what a door needs before it is opened: the certificate of a domain, the place among the rules of a load balancer.
 * While a certificate is waited for, the door has AWS's own name, and the records that are needed are said.
 */
export async function prepareDoor(lift: AwsLift): Promise<StackDoor> {
  return describeDoor(lift, await certifiedDomain(lift), servedFunctions(lift));
}

/** Functions with requests of their own that the release before had, too: only they have an alias that a door can lead to. */
export function servedFunctions({ stage, plan }: Pick<AwsLift, "stage" | "plan">): readonly string[] {
  const served = stage.live?.functions.map(({ name }) => name) ?? [];
  return routedFunctions(plan).filter((name) => served.includes(name));
}

/** What a door is opened with. Only asks. */
export async function describeDoor(
  {
    site,
    stage,
    choice,
    data,
  }: Pick<AwsLift, "site" | "stage" | "choice"> & {
    readonly data: Pick<DataGround, "files" | "media">;
  },
  domain: StackDoor["domain"],
  routed: readonly string[],
): Promise<StackDoor> {
  const { aws, names } = stage;
  return {
    choice,
    buckets: { files: data.files, media: data.media },
    originParameter: parameterName(names, "origin"),
    domain,
    ...(routed.length === 0 ? {} : { routed }),
    accessLogDays: choice.origin === "rest" && (await mayWriteAccessLogs(aws)) ? accessLogDays : null,
    loadBalancer: await placeOnListener(site, stage),
  };
}

async function certifiedDomain({
  context,
  site,
  stage,
  choice,
  stack,
}: AwsLift): Promise<StackDoor["domain"]> {
  const { domain } = site.stage;
  if (domain === null) return null;
  const isServed = stack?.outputs[doorOutputs.domain] === domain;
  const prepared = await prepareDomain(
    stage.aws,
    { names: stage.names, domain, door: choice.kind },
    { isServed },
  );
  for (const said of domainNotices(domain, prepared)) context.tell({ type: "notice", notice: said });
  const { certificateArn } = prepared;
  return certificateArn === null ? null : { name: domain, certificateArn };
}

async function placeOnListener(
  site: AwsLift["site"],
  stage: AwsLift["stage"],
): Promise<StackDoor["loadBalancer"]> {
  const { alb } = site.stage;
  if (alb === null) return null;
  const listener = await readListener(stage.aws, alb.listener);
  const priority = await choosePriority(stage.aws, listener, stage.names, alb.priority);
  return { listener, priority, paths: alb.paths };
}

/** A door that leads to the stage. */
export interface OpenedDoor {
  readonly door: StackDoor;
  /** Where the stage is asked, without a slash at the end. */
  readonly url: string;
}

/**
 * Opens the door of a first release, which waits for an alias to lead to; later it is there, and only leads to what is new.
 * Then lets it read the files, and leads the domain to it.
 */
export async function openDoor(
  lift: AwsLift,
  request: ComputeStackRequest,
): Promise<StepOutcome<OpenedDoor>> {
  const { context, stage } = lift;
  const routed = routedFunctions(request.plan);
  const known = request.door ?? (await prepareDoor(lift));
  const door = routed.length === 0 ? known : { ...known, routed };
  const { outputs, changed } = await deployRelease(
    stage.aws,
    { ...request, door },
    watcherOf(context, "door"),
  );
  const url = addressOf(outputs);
  if (url === null) throw new TypeError("a stack with a door says its address");
  await ensureBuckets(stage, outputs, context.signal);
  await leadDomain(lift, outputs);
  return { value: { door, url }, isSkipped: !changed };
}

/** Leads a domain that the door answers to to it; where the DNS is elsewhere, says what is needed. */
async function leadDomain(
  { context, site, stage }: AwsLift,
  outputs: Readonly<Record<string, string>>,
): Promise<void> {
  const { domain } = site.stage;
  const name = outputs[doorOutputs.target];
  const zone = outputs[doorOutputs.targetZone];
  if (domain === null || outputs[doorOutputs.domain] !== domain || name === undefined || zone === undefined)
    return;
  const records: readonly DnsRecord[] = await pointDomain(
    stage.aws,
    { names: stage.names, domain },
    { name, zone },
  );
  for (const said of domainNotices(domain, { certificateArn: "issued", records }))
    context.tell({ type: "notice", notice: said });
}

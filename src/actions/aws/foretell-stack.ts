import { isDeepStrictEqual } from "node:util";
import { routedFunctions } from "../../plan/share-edges.ts";
import { resourcesOf } from "../../plan/resources.ts";
import { makeComputeStack, type StackDoor } from "../../providers/aws/compute-stack.ts";
import { archiveKey } from "../../providers/aws/data/objects/archive.ts";
import { findCertificate } from "../../providers/aws/doors/certificate.ts";
import { certificateRegion } from "../../providers/aws/doors/certificate.ts";
import type { UploadedCode } from "../../providers/aws/function-code.ts";
import type { FunctionCode } from "../../providers/aws/resources/function.ts";
import { parameterName } from "../../providers/aws/names.ts";
import type { NetworkPlace } from "../../providers/aws/network/place.ts";
import { reservableConcurrency } from "../../providers/aws/publish.ts";
import { listReleases } from "../../providers/aws/releases.ts";
import type { Template } from "../../providers/aws/template/template.ts";
import type { DatabaseState } from "../../providers/provider.ts";
import type { AwsRelease } from "../../providers/aws/releases.ts";
import { partsOf } from "../application.ts";
import { bucketsOf } from "./buckets.ts";
import { policyOf } from "./data-step.ts";
import { openDatabase } from "./database.ts";
import { describeDoor } from "./door-step.ts";
import { foretellSender } from "./sender.ts";
import { stackRequestOf, type StackWishes } from "./stack-request.ts";
import type { AwsLift } from "./lift.ts";

/** What is known of a release that is only talked about. */
export type Foretold = Omit<
  AwsLift,
  "data" | "options" | "steps" | "inputs" | "provisions" | "secretsHere" | "rows"
>;

/**
 * The template that `up` would deploy, made without anything of what it names: what is not there yet has a placeholder, and so
 * has code that would be packed anew. Only asks; a load balancer's free place and a domain's certificate are looked for.
 */
export async function foretellStack(lift: Foretold): Promise<Template> {
  const { stage, inspection } = lift;
  const [code, data, reservable] = await Promise.all([
    foretellCode(lift),
    foretellData(lift),
    reservableConcurrency(stage.aws),
  ]);
  const door = await describeDoor({ ...lift, data }, await certified(lift), routedFunctions(lift.plan));
  const { live } = stage;
  const hasPack = code.isLive ? hadPack(live) : inspection.pack !== undefined;
  const request = stackRequestOf({ ...lift, data, door, uploaded: code.uploaded, hasPack, reservable });
  return makeComputeStack(request);
}

/** The archive that the live release is made of, where a new one would be the same. */
async function foretellCode(
  lift: Foretold,
): Promise<{ readonly uploaded: UploadedCode; readonly isLive: boolean }> {
  const { stage, site, detection, bundle, target } = lift;
  const { live } = stage;
  const { configuration: _, ...parts } = await partsOf(site, detection, bundle);
  const { configuration: _was, ...was } = live?.parts ?? { configuration: "" };
  const before = live?.stack.code["web"];
  const isLive = before !== undefined && runsOn(before, lift) && isDeepStrictEqual(parts, was);
  const { runtime } = target;
  const { architecture } = isLive ? before : target.target;
  if (before?.kind === "image" && live?.base != null) {
    // Its name is known once it is built.
    const uri = isLive ? before.uri : before.uri.replace(/@.*$/, "@sha256:new");
    return { uploaded: { kind: "image", uri, base: live.base, architecture }, isLive };
  }
  const key = isLive && before.kind === "zip" ? before.key : archiveKey("new");
  const { files: bucket } = bucketsOf(stage);
  return { uploaded: { kind: "zip", bucket, key, runtime, architecture }, isLive };
}

/** Whether code can stay where it runs: an architecture that nobody has asked for is what its dependencies allowed. */
function runsOn(code: FunctionCode, { site, target }: Foretold): boolean {
  const asked = site.stage.functions.web.architecture;
  if (asked !== null && asked !== code.architecture) return false;
  return code.kind === "image" || code.runtime === target.runtime;
}

function hadPack(live: AwsRelease | undefined): boolean {
  return live?.stack.code["web"]?.environment["MONOLIFT_PACK"] !== undefined;
}

async function foretellData(lift: Foretold): Promise<StackWishes["data"]> {
  const { stage, plan, secrets } = lift;
  const network = foretellNetwork(lift);
  const [[latest = 0], state, sender] = await Promise.all([
    listReleases(stage),
    databaseState(lift, network),
    foretellSender(lift),
  ]);
  const own = secrets.own?.source ?? `ssm:${parameterName(stage.names, "own")}:1`;
  return {
    release: Math.max(latest, stage.alias?.release ?? 0) + 1,
    ...bucketsOf(stage),
    connections: state === null ? null : policyOf({ plan }, state),
    sources: [own, ...(secrets.user === undefined ? [] : [secrets.user.source])],
    network,
    sender,
  };
}

/** The live release's, as long as the file wants the same; what would be made anew has no ids yet. */
function foretellNetwork({ stage, plan }: Foretold): NetworkPlace | null {
  const [wanted] = resourcesOf(plan, "network");
  if (wanted === undefined) return null;
  const { live } = stage;
  const [had] = live === undefined ? [] : resourcesOf(live.plan, "network");
  if (live?.stack.network !== undefined && isDeepStrictEqual(had, wanted)) return live.stack.network;
  return {
    stack: null,
    vpc: wanted.existing ?? "vpc-new",
    subnets: wanted.subnets.length > 0 ? wanted.subnets : ["subnet-new"],
    groups: wanted.groups.length > 0 ? wanted.groups : ["sg-new"],
    reaches: { ipv4: wanted.hasNat, ipv6: true },
    endpoints: [],
    claims: "",
    database: null,
  };
}

/** Null where the project's own settings name the database. */
async function databaseState(
  lift: Foretold,
  network: NetworkPlace | null,
): Promise<Pick<DatabaseState, "maxConnections" | "sleeps"> | null> {
  const opened = await openDatabase(lift.context, { ...lift, network });
  if (opened === null) return null;
  const database = resourcesOf(lift.plan, "database").find(({ engine }) => engine === "aurora");
  const sleeps = database?.engine === "aurora" && database.capacity.least === 0;
  return (await opened.database.describe()) ?? { maxConnections: null, sleeps };
}

/** The domain, where its certificate has been issued: `up` opens the door without it until then. */
async function certified({ site, stage, choice }: Foretold): Promise<StackDoor["domain"]> {
  const { domain } = site.stage;
  if (domain === null) return null;
  const region = certificateRegion(stage.aws, choice.kind);
  const found = await findCertificate(stage.aws, { names: stage.names, domain, region });
  return found?.status === "issued" ? { name: domain, certificateArn: found.arn } : null;
}

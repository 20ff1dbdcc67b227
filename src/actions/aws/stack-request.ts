import type { Plan } from "../../plan/plan.ts";
import { resourcesOf } from "../../plan/resources.ts";
import { djangoLambdaEnvironment } from "../../frameworks/django/lambda-entry.ts";
import type { ComputeStackRequest, StackDoor } from "../../providers/aws/compute-stack.ts";
import { codeOfFunctions, type UploadedCode } from "../../providers/aws/function-code.ts";
import { doorVariables, type DoorChoice } from "../../providers/aws/doors/choose-door.ts";
import { networkEnvironment } from "../../providers/aws/network/place.ts";
import { recordsIn } from "../../providers/aws/data/secrets/sources.ts";
import { sourcesOf } from "../../providers/aws/republish.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import { alertsOf } from "./alerts.ts";
import type { DataGround } from "./data-step.ts";
import { doorHosts } from "./hosts.ts";
import type { AwsLift } from "./lift.ts";

/** Days that lines of the log are kept. */
const retentionDays = 30;

/** What a stack is asked for with. */
export interface StackWishes extends Pick<AwsLift, "site" | "detection" | "inspection" | "plan"> {
  readonly stage: AwsStage;
  readonly bundle: { readonly paths: readonly string[] };
  readonly data: Pick<
    DataGround,
    "release" | "files" | "media" | "connections" | "sources" | "network" | "sender"
  >;
  readonly choice: DoorChoice;
  /** Null before a first release has passed. */
  readonly door: StackDoor | null;
  readonly uploaded: UploadedCode;
  readonly hasPack: boolean;
  readonly reservable: number | null;
}

/** What the stack of a release is made with. */
export function stackRequestOf(wishes: StackWishes): ComputeStackRequest {
  const { site, stage, data, plan, uploaded, inspection } = wishes;
  const { domain } = site.stage;
  const environment = djangoLambdaEnvironment({
    detection: wishes.detection,
    bundle: wishes.bundle,
    application: inspection.facts,
    names: { ...site.names, release: data.release },
    storage: site.stage.storage,
    secretsMode: site.stage.secrets.mode,
    hasPack: wishes.hasPack,
    region: stage.aws.region,
    mediaBucket: data.media,
    mediaUrl: resourcesOf(plan, "bucket").find(({ name }) => name === "media")?.url ?? null,
    hosts: [...doorHosts(stage.aws.region), ...(domain === null ? [] : [domain])],
    origins: domain === null ? [] : [`https://${domain}`],
    database: data.connections,
    mailFrom: data.sender?.from ?? null,
    surroundings: {
      ...doorVariables(wishes.choice),
      // Lambda's own metrics do not know which version has answered 500.
      ...(site.stage.release.canary?.metric === "5xx" ? { MONOLIFT_REPORT_5XX: "1" } : {}),
      ...(data.network === null ? {} : networkEnvironment(data.network, stage.aws.region)),
    },
    secretSources: data.sources,
  });
  return {
    plan: capped(plan, data.connections?.cap ?? null),
    release: data.release,
    code: codeOfFunctions(plan, uploaded, environment),
    data: {
      buckets: { static: data.files, media: data.media },
      mailIdentity: data.sender?.identity ?? null,
      secretRecords: recordsOf(stage.live, data.sources),
      isMailSandboxed: data.sender?.isSandboxed ?? false,
    },
    retentionDays,
    reservable: wishes.reservable,
    door: wishes.door,
    ...(data.network === null ? {} : { network: data.network }),
    alerts: alertsOf(site, stage.aws),
  };
}

/** The plan with no more requests at one time than the database has connections for. */
function capped(plan: Plan, cap: number | null): Plan {
  if (cap === null) return plan;
  const resources = plan.resources.map((one) =>
    one.kind === "function" ? { ...one, concurrency: Math.min(one.concurrency, cap) } : one,
  );
  return { ...plan, resources };
}

/** Also what the release reads that is served until the new one is: one role is for both. */
function recordsOf(live: AwsStage["live"], sources: readonly string[]): readonly string[] {
  const served = live === undefined ? [] : recordsIn(sourcesOf(live));
  return [...new Set([...recordsIn(sources.join(" ")), ...served])];
}

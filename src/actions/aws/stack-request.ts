import { djangoLambdaEnvironment } from "../../frameworks/django/lambda-entry.ts";
import type { ComputeStackRequest } from "../../providers/aws/compute-stack.ts";
import { codeOfFunctions, type UploadedCode } from "../../providers/aws/function-code.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import type { DataGround } from "./data-step.ts";
import { doorHosts } from "./hosts.ts";
import type { AwsLift } from "./up.ts";

/** Days that lines of the log are kept. */
const retentionDays = 30;

/** What a stack is asked for with. */
export interface StackWishes extends Pick<AwsLift, "site" | "detection" | "inspection" | "plan"> {
  readonly stage: AwsStage;
  readonly bundle: { readonly paths: readonly string[] };
  readonly data: Pick<DataGround, "release" | "files" | "media" | "connections" | "sources">;
  readonly uploaded: UploadedCode;
  readonly hasPack: boolean;
  readonly reservable: number | null;
}

/** What the stack of a release is made with. */
export function stackRequestOf(wishes: StackWishes): ComputeStackRequest {
  const { site, stage, data, plan, uploaded, inspection } = wishes;
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
    mediaUrl: null,
    hosts: doorHosts(stage.aws.region),
    origins: [],
    database: data.connections,
    mailFrom: null,
    stream: ["function-url"],
    proxyHops: 0,
    secretSources: data.sources,
  });
  return {
    plan,
    release: data.release,
    code: codeOfFunctions(plan, uploaded, environment),
    data: { buckets: { static: data.files, media: data.media }, mailIdentity: null },
    retentionDays,
    reservable: wishes.reservable,
    hasAlias: stage.alias !== undefined,
  };
}

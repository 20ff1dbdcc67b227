import { parse } from "smol-toml";
import { fileSchema } from "../../config/schema.ts";
import { resolveStage, type StageConfig } from "../../config/stage.ts";
import type { Facts } from "../../facts/schema.ts";
import { makePlan, type Plan } from "../../plan/plan.ts";
import { resourcesOf, type NetworkResource } from "../../plan/resources.ts";
import { makeComputeStack } from "../../providers/aws/compute-stack.ts";
import { chooseDoor } from "../../providers/aws/doors/choose-door.ts";
import { codeOfFunctions } from "../../providers/aws/function-code.ts";
import { networkStackName, parameterName, type StageNames } from "../../providers/aws/names.ts";
import { addressesOf } from "../../providers/aws/network/addresses.ts";
import { makeNetworkStack } from "../../providers/aws/network/network-stack.ts";
import type { NetworkPlace } from "../../providers/aws/network/place.ts";
import { stageThings } from "../../providers/aws/price/stage-things.ts";
import type { Thing } from "../../providers/aws/price/things.ts";
import type { Template } from "../../providers/aws/template/template.ts";
import type { Example } from "./examples.ts";

const retentionDays = 30;

/** The stage that each example describes. */
const exampleStage = "production";

/** Everything that is made for an example, by the same templates as for any other stage. */
export function exampleThings(example: Example): readonly Thing[] {
  const stage = stageOf(example);
  const plan = makePlan(factsOf(example), stage);
  const names = { project: plan.name, stage: plan.stage };
  const [network] = resourcesOf(plan, "network");
  const place = network === undefined ? undefined : placeOf(names, network);
  return stageThings({
    plan,
    templates: [computeOf(plan, stage, place), ...(network === undefined ? [] : [networkOf(names, network)])],
    secretsIn: "ssm",
    domain: stage.domain,
    mailIdentity: senderOf(stage),
    isImage: false,
  });
}

function stageOf({ toml }: Example): StageConfig {
  const { name, stages = {}, ...base } = fileSchema.parse(parse(toml));
  return resolveStage({ name, root: "", file: "monolift.toml", base, stages }, exampleStage);
}

/** A Django project of the usual kind. The plan asks for nothing else that `inspect` finds out. */
function factsOf({ mediaUrl }: Example): Facts {
  return {
    application: "site.wsgi:application",
    interface: "wsgi",
    static: { url: "/static/", finders: [], storage: null },
    media: { url: mediaUrl, root: null },
  } as unknown as Facts;
}

function computeOf(plan: Plan, stage: StageConfig, network: NetworkPlace | undefined): Template {
  const names = { project: plan.name, stage: plan.stage };
  const buckets = { files: "files", media: "media" };
  const { domain, alerts } = stage;
  const choice = chooseDoor(plan, { isInVpc: network !== undefined, isElsewhere: false });
  const uploaded = {
    kind: "zip",
    bucket: buckets.files,
    key: "code/4a5b6c.zip",
    runtime: "python3.13",
    architecture: "arm64",
  } as const;
  return makeComputeStack({
    plan,
    release: 1,
    code: codeOfFunctions(plan, uploaded, {}),
    data: { buckets: { static: buckets.files, media: buckets.media }, mailIdentity: senderOf(stage) },
    retentionDays,
    reservable: null,
    door: {
      choice,
      buckets,
      originParameter: parameterName(names, "origin"),
      domain: domain === null ? null : { name: domain, certificateArn },
      accessLogDays: choice.origin === "rest" ? retentionDays : null,
      loadBalancer: null,
    },
    ...(network === undefined ? {} : { network }),
    ...(alerts === null ? {} : { alerts }),
  });
}

/** The domain: its DNS is in the account. */
function senderOf({ mail }: StageConfig): string | null {
  return mail?.address.split("@")[1] ?? null;
}

const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";

function networkOf(names: StageNames, { hasNat, hasEndpoints, isShared }: NetworkResource): Template {
  return makeNetworkStack({
    kind: "own",
    owner: {
      stack: networkStackName(names, { isShared }),
      project: names.project,
      stage: isShared ? null : names.stage,
    },
    cidr: addressesOf(names.project),
    hasNat,
    endpoints: hasEndpoints ? ["ssm"] : [],
  });
}

/** The network as the compute knows it. */
function placeOf(names: StageNames, { hasNat, hasEndpoints, isShared }: NetworkResource): NetworkPlace {
  const stack = networkStackName(names, { isShared });
  return {
    stack,
    vpc: "vpc-1",
    subnets: ["subnet-1", "subnet-2"],
    groups: ["sg-1"],
    reaches: { ipv4: hasNat, ipv6: true },
    endpoints: hasEndpoints ? ["ssm"] : [],
    claims: "",
    database: { subnetGroup: stack, group: "sg-2" },
  };
}

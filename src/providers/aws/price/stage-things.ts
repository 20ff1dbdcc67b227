import type { Plan } from "../../../plan/plan.ts";
import type {
  AuroraDatabaseResource,
  DatabaseResource,
  Resource,
  ResourceKind,
} from "../../../plan/resources.ts";
import { clusterName } from "../names.ts";
import type { Template } from "../template/template.ts";
import { thingsOf, type DataThing, type Thing } from "./things.ts";
import { hoursPerMonth } from "./usage.ts";

/** What decides which things a stage has. */
export interface StageParts {
  readonly plan: Plan;
  /** Templates of its stacks: compute, and the network where it has one. */
  readonly templates: readonly Pick<Template, "Resources">[];
  /** Where the secrets are kept that people set. */
  readonly secretsIn: "ssm" | "secretsmanager";
  /** A domain of its own; null without one. */
  readonly domain: string | null;
  /** Address or domain that mail is sent from; null where none is sent. */
  readonly mailIdentity: string | null;
  /** The code is an image in a registry, since it is too large for a zip. */
  readonly isImage: boolean;
}

/** Everything that is made for a stage: what is in its templates, and what is made by API before them. */
export function stageThings(parts: StageParts): readonly Thing[] {
  const { plan, templates, domain, isImage } = parts;
  const inTemplates = templates.flatMap(thingsOf);
  return [
    ...inTemplates,
    ...plan.resources.flatMap((resource) => dataOf(resource, parts)),
    ...secretThings(parts),
    ...(isImage ? [{ kind: "image-repository", name: `monolift/${plan.name}/${plan.stage}` } as const] : []),
    ...(inTemplates.some(({ kind }) => kind === "AWS::CloudFront::Distribution") ? [originWord] : []),
    ...(domain === null ? [] : domainThings(domain)),
  ];
}

/** What was made for the stage, and what people have set. */
function secretThings({ secretsIn }: StageParts): readonly DataThing[] {
  return [
    { kind: "parameter", name: "own" },
    { kind: secretsIn === "ssm" ? "parameter" : "secret", name: "secrets" },
  ];
}

/** By it the function tells CloudFront from whoever comes around it. */
const originWord: DataThing = { kind: "parameter", name: "origin" };

function domainThings(domain: string): readonly DataThing[] {
  return [
    { kind: "certificate", name: domain },
    { kind: "dns-record", name: domain },
  ];
}

type Making<K extends ResourceKind> = (
  resource: Extract<Resource, { readonly kind: K }>,
  parts: StageParts,
) => readonly DataThing[];

const nothing = (): readonly DataThing[] => [];

/** What is made by API for each kind of resource of the plan; nothing for one that is in a template, or is somebody else's. */
const making: { readonly [K in ResourceKind]: Making<K> } = {
  // Static files lie beside code and records.
  bucket: ({ name }) => [{ kind: "bucket", name: name === "static" ? "files" : name }],
  cache: nothing,
  database: databaseThings,
  door: nothing,
  external: nothing,
  function: nothing,
  mailbox: (_resource, { mailIdentity }) =>
    mailIdentity === null ? [] : [{ kind: "mail-identity", name: mailIdentity }],
  network: nothing,
  secret: nothing,
};

function dataOf(resource: Resource, parts: StageParts): readonly DataThing[] {
  return (making[resource.kind] as Making<ResourceKind>)(resource, parts);
}

/** A server that is named by its address is somebody's already; on AWS there is no other that is not made here. */
function databaseThings(database: DatabaseResource, { plan }: StageParts): readonly DataThing[] {
  if (database.engine === "neon") return [{ kind: "neon-branch", name: plan.stage }];
  if (database.engine !== "aurora") return [];
  const { capacity, awake } = database;
  const keptAwakeHours = awake === null ? 0 : hoursOf(awake);
  const name = clusterName({ project: plan.name, stage: plan.stage });
  return [{ kind: "aurora-cluster", name, capacity, keptAwakeHours }];
}

const hoursPerWeek = 7 * 24;
const minutesPerDay = 24 * 60;

/** Hours of a month that lie in a window, on average. */
function hoursOf({ days, from, to }: NonNullable<AuroraDatabaseResource["awake"]>): number {
  const minutes = (minutesOf(to) - minutesOf(from) + minutesPerDay) % minutesPerDay;
  return (days.length * minutes * hoursPerMonth) / (60 * hoursPerWeek);
}

/** `08:30`, as minutes of the day. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

import type { Plan } from "../../plan/plan.ts";
import { resourcesOf, type FunctionResource } from "../../plan/resources.ts";
import { clusterName, logicalId, tagNames, type StageNames } from "./names.ts";
import { networkOutputs, type NetworkPlace } from "./network/place.ts";
import { addAlerts, type AlertsRequest } from "./resources/alerts.ts";
import { addAwakeSchedules } from "./resources/awake-schedule.ts";
import { addDoor, type DoorRequest } from "./resources/door.ts";
import { addFunction, type FunctionCode } from "./resources/function.ts";
import { rightsOf, type DataNames, type Statement } from "./rights.ts";
import { createTemplate, type Resource, type Template, type TemplateBuilder } from "./template/template.ts";

/** What a plan becomes a template with. */
export interface ComputeStackRequest {
  readonly plan: Plan;
  readonly release: number;
  /** By name of the function. */
  readonly code: Readonly<Record<string, FunctionCode>>;
  readonly data: DataNames;
  /** How long log lines are kept, in days. */
  readonly retentionDays: number;
  /** What the account lets one function reserve; null where it lets none. */
  readonly reservable: number | null;
  /** The way in; null before a first release has passed, since the alias is not there that it leads to. */
  readonly door: StackDoor | null;
  /** Where the plan's network is; left out where it has none. */
  readonly network?: NetworkPlace | undefined;
  /** Who is told when something goes wrong; left out where nobody is. */
  readonly alerts?: AlertsRequest | undefined;
}

/** What a door is opened with, beside the plan and its function. */
export type StackDoor = Omit<DoorRequest, "plan" | "names" | "lambda" | "lambdas">;

/**
 * The template of a stage's compute: functions with their roles and log groups. What holds data is made by API and only
 * named here. Pure: the same request gives the same template, byte for byte.
 */
export function makeComputeStack(request: ComputeStackRequest): Template {
  return compose(request).build();
}

/** Values of the parameters that the same template declares: what belongs to somebody else and is only named in it. */
export function computeStackParameters(request: ComputeStackRequest): Readonly<Record<string, string>> {
  return compose(request).parameters();
}

function compose(request: ComputeStackRequest): TemplateBuilder {
  const { plan, release } = request;
  const names: StageNames = { project: plan.name, stage: plan.stage };
  const template = createTemplate(`${plan.name} ${plan.stage}, by Monolift`, [
    { Key: tagNames.project, Value: plan.name },
    { Key: tagNames.stage, Value: plan.stage },
  ]);
  const lambdas = new Map<string, Resource<"AWS::Lambda::Function">>();
  for (const resource of functionsOf(plan)) {
    const { lambda, version } = addFunction(template, resource, {
      names,
      release,
      code: codeOf(request, resource),
      rights: rightsFrom(plan, edgesOf(resource.id), names, request.data),
      network: networkOf(request, resource),
      retentionDays: request.retentionDays,
      reservedConcurrency: reservedFor(resource, request.reservable),
    });
    lambdas.set(resource.id, lambda);
    template.output(`${logicalId(resource.id)}Version`, version.attribute("Version"));
  }
  const lambda = answering(plan, lambdas);
  const { door, alerts } = request;
  const opened = door === null ? null : addDoor(template, { ...door, plan, names, lambda, lambdas });
  if (alerts !== undefined) {
    const failures = opened?.failures ?? null;
    addAlerts(template, { names, lambdas, commands: lambdas.get(manageId), failures }, alerts);
  }
  sayNetwork(template, request.network);
  for (const database of resourcesOf(plan, "database"))
    if (database.engine === "aurora") addAwakeSchedules(template, database, clusterName(names));
  return template;
}

const webId = "function.web";
const manageId = "function.manage";

/** Seconds that Lambda gives a function at most: what a command may take. */
const longestSeconds = 900;

/**
 * The functions of a plan, and one more that runs the framework's commands: the same code with the rights of `web`, which
 * nobody but the owner can ask.
 */
export function functionsOf(plan: Pick<Plan, "resources">): readonly FunctionResource[] {
  const functions = resourcesOf(plan, "function");
  const web = functions.find(({ id }) => id === webId);
  if (web === undefined) throw new TypeError(`a plan has a ${webId}`);
  const { startsFrom: _startsFrom, ...profile } = web;
  // A snapshot of it would be paid for all the month, and commands can wait for a start.
  const manage = { ...profile, id: manageId, name: "manage", timeoutSeconds: longestSeconds, warmUp: [] };
  return [...functions, manage];
}

/** Commands come one by one, and must not wait for requests: nothing is set aside for them. */
function reservedFor({ id, concurrency }: FunctionResource, reservable: number | null): number | null {
  return id === manageId || reservable === null ? null : Math.min(concurrency, reservable);
}

/** The function that the plan's door leads to. */
function answering(
  { resources, edges }: Plan,
  lambdas: ReadonlyMap<string, Resource<"AWS::Lambda::Function">>,
): Resource<"AWS::Lambda::Function"> {
  const [door] = resourcesOf({ resources }, "door");
  const asked = edges.find(({ from, may }) => from === door?.id && may.includes("invoke"));
  const lambda = asked === undefined ? undefined : lambdas.get(asked.to);
  if (lambda === undefined) throw new TypeError("the plan's door leads to no function");
  return lambda;
}

function codeOf({ code }: ComputeStackRequest, { name }: FunctionResource): FunctionCode {
  const found = code[name];
  if (found === undefined) throw new TypeError(`nothing was uploaded for the function ${name}`);
  return found;
}

/** So that whoever wants to remove the network sees that it is used. */
function sayNetwork(template: TemplateBuilder, network: NetworkPlace | undefined): void {
  if (network?.stack === undefined || network.stack === null) return;
  template.output(networkOutputs.network, network.stack);
  if (network.claims !== "") template.output(networkOutputs.claims, network.claims);
}

/** Commands have the rights and the network of requests. */
const edgesOf = (id: string): string => (id === manageId ? webId : id);

/** Who has an edge to the network, joins it. */
function networkOf({ plan, network }: ComputeStackRequest, { id }: FunctionResource): NetworkPlace | null {
  const [wanted] = resourcesOf(plan, "network");
  if (wanted === undefined || !plan.edges.some(({ from, to }) => from === edgesOf(id) && to === wanted.id))
    return null;
  if (network === undefined) throw new TypeError(`${id} joins a network that nobody has made`);
  return network;
}

function rightsFrom(plan: Plan, id: string, names: StageNames, data: DataNames): readonly Statement[] {
  return plan.edges
    .filter((edge) => edge.from === id)
    .flatMap((edge) => {
      const target = plan.resources.find((one) => one.id === edge.to);
      return target === undefined ? [] : rightsOf(edge, target, names, data);
    });
}

import type { AwakeWindow } from "../config/parse-awake.ts";
import type { Facts } from "../facts/schema.ts";
import type { DoorWish, Edge, Resource } from "./resources.ts";
import type { RouteSelector } from "./routing/select-routes.ts";
import { shareEdges } from "./share-edges.ts";
import { placeCache } from "./rules/cache.ts";
import { placeDatabase } from "./rules/database.ts";
import { placeFiles } from "./rules/files.ts";
import { placeMailbox } from "./rules/mailbox.ts";
import { placeNetwork } from "./rules/network.ts";
import { placeSecret } from "./rules/secret.ts";
import { placeWeb } from "./rules/web.ts";

/** What the file says of a stage, as far as the plan asks; `config` gives it, merged and checked. */
export interface StageWishes {
  readonly name: string;
  readonly stage: string;
  /** Default: `auto`. */
  readonly door?: DoorWish;
  /** Default: none. */
  readonly domain?: string | null;
  readonly database: DatabaseWishes;
  /** Left out: nothing is asked for. */
  readonly network?: NetworkWishes | undefined;
  readonly functions: {
    readonly web: FunctionSize & {
      /** Default: false. */
      readonly hasSnapshot?: boolean;
    };
  };
  /** Functions of their own for some of the requests. Default: none. */
  readonly isolates?: readonly IsolateWishes[];
}

/** The measures of one function. */
export interface FunctionSize {
  /** 128 to 10,240. */
  readonly memoryMb: number;
  /** Size of `/tmp`: 512 to 10,240. */
  readonly tmpMb: number;
  /** 1 to 900. */
  readonly timeoutSeconds: number;
  /** 1 to 1,000. */
  readonly concurrency: number;
}

/** A function of their own for some of the requests: the same application with other measures. */
export interface IsolateWishes extends FunctionSize {
  readonly name: string;
  readonly selector: RouteSelector;
  /** Methods that it is for; null for all. */
  readonly methods: readonly string[] | null;
}

export type DatabaseWishes =
  | { readonly engine: "postgres" | "settings" | "url" }
  | { readonly engine: "neon"; readonly capacity: { readonly least: number; readonly most: number } }
  | {
      readonly engine: "aurora";
      readonly capacity: { readonly least: number; readonly most: number };
      readonly awake: AwakeWindow | null;
    };

/** What the file says of the network; whether there is one, the plan says. */
export interface NetworkWishes {
  readonly vpc: string | null;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly hasNat: boolean;
  readonly hasEndpoints: boolean;
  readonly isShared: boolean;
  readonly cidr: string | null;
}

/** What the application needs: resources, and who may do what to whom. Free of any provider. */
export interface Plan {
  readonly name: string;
  readonly stage: string;
  readonly resources: readonly Resource[];
  readonly edges: readonly Edge[];
}

/** What a rule adds to the plan. */
export interface Placed {
  readonly resources: readonly Resource[];
  readonly edges: readonly Edge[];
}

export type Rule = (facts: Facts, wishes: StageWishes) => Placed;

/** Every rule, in the order in which its resources are listed to people. */
const rules: readonly Rule[] = [
  placeWeb,
  placeDatabase,
  placeNetwork,
  placeFiles,
  placeSecret,
  placeCache,
  placeMailbox,
];

/**
 * Says what an application needs on a stage. Pure: the same facts and wishes give the same plan.
 *
 * @throws {UserError} What `selectRoutes` throws.
 */
export function makePlan(facts: Facts, wishes: StageWishes): Plan {
  const placed = rules.map((rule) => rule(facts, wishes));
  const resources = placed.flatMap((one) => one.resources);
  const edges = placed.flatMap((one) => one.edges);
  return { name: wishes.name, stage: wishes.stage, resources, edges: shareEdges(resources, edges) };
}

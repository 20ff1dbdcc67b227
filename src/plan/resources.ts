import type { AwakeWindow } from "../config/parse-awake.ts";
import type { DoorRoute } from "./routing/door-routes.ts";

/**
 * What an application needs, free of any provider. A kind is one interface; the union is closed,
 * so the compiler lists what a new kind still lacks in each provider.
 */
interface Base<Kind extends string> {
  readonly kind: Kind;
  /** Unique in the plan and stable over releases: `function.web`, `bucket.media`. */
  readonly id: string;
}

/** A piece of compute: the whole application behind one profile of memory, time and concurrency. */
export interface FunctionResource extends Base<"function"> {
  readonly name: string;
  /** `module:callable` that answers, and how it is called. */
  readonly application: string;
  readonly interface: "wsgi" | "asgi";
  readonly contract: "runtime-api";
  readonly memoryMb: number;
  /** Size of `/tmp`. */
  readonly tmpMb: number;
  readonly timeoutSeconds: number;
  readonly concurrency: number;
  /** Paths requested inside the init phase, before the first real request. */
  readonly warmUp: readonly string[];
  /** Left out where each sandbox loads the application by itself. */
  readonly startsFrom?: "snapshot";
  /**
   * What the paths begin with that lead to it: what answers these is loaded first, and the rest of the application when it is
   * needed. Left out for the function that has everything.
   */
  readonly ownPaths?: readonly string[];
}

/** What leads to the function, as the file says it; `auto` leaves it to the provider. */
export type DoorWish = "auto" | "function-url" | "rest" | "alb";

/** Where requests come in. */
export interface DoorResource extends Base<"door"> {
  readonly through: DoorWish;
  /** Name that the application is to be reached by: `blog.example.com`; null for whatever the provider gives. */
  readonly domain: string | null;
  /** `stream` answers up to 200 MB, `buffered` up to 6 MB. */
  readonly responseMode: "stream" | "buffered";
  /** Requests that another function answers than the one that has the rest. Left out where there is only one. */
  readonly routes?: readonly DoorRoute[];
}

/** A database of the stage's own. */
export type DatabaseResource = PlainDatabaseResource | NeonDatabaseResource | AuroraDatabaseResource;

interface PlainDatabaseResource extends Base<"database"> {
  readonly engine: "postgres" | "url";
}

/** PostgreSQL that grows and shrinks with its work, reached over the internet. */
interface NeonDatabaseResource extends Base<"database"> {
  readonly engine: "neon";
  /** Units of 4 GB of memory (CU). It sleeps while nobody uses it, whatever its least. */
  readonly capacity: { readonly least: number; readonly most: number };
}

/** PostgreSQL that grows and shrinks with its work; only a network that the functions have joined leads to it. */
export interface AuroraDatabaseResource extends Base<"database"> {
  readonly engine: "aurora";
  /** Units of 2 GiB of memory, in steps of 0.5. With a least of 0 it sleeps when nobody is connected. */
  readonly capacity: { readonly least: number; readonly most: number };
  /** When it does not sleep; null when it may at any time. */
  readonly awake: AwakeWindow | null;
}

/** A private network that functions join. Placed only where a database needs one or the file asks for one. */
export interface NetworkResource extends Base<"network"> {
  /** Provider's id of one that is there already, which is never changed; null for one that is made. */
  readonly existing: string | null;
  /** Parts of the existing one that the functions join, and groups that they belong to; none where they are to be found. */
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  /** Whether the stages of a project are in one. */
  readonly isShared: boolean;
  /** Whether hosts are reached that have no IPv6 address; it costs by the hour. */
  readonly hasNat: boolean;
  /** Whether secrets are read without leaving the network; it costs by the hour. */
  readonly hasEndpoints: boolean;
  /** Addresses of one that is made, as CIDR; null for those that follow from the project's name. */
  readonly cidr: string | null;
}

/** Something that the project's own settings point to; named so that a diff can show it, never made nor removed. */
export interface ExternalResource extends Base<"external"> {
  readonly what: "database";
}

/** Files: `static` ones belong to a release, `media` were uploaded and are data. */
export interface BucketResource extends Base<"bucket"> {
  readonly name: "static" | "media";
  /** Begins and ends with `/`; null when the application serves none by URL. */
  readonly url: string | null;
}

export interface SecretResource extends Base<"secret"> {
  /** Name of the variable. */
  readonly name: "SECRET_KEY";
}

export interface MailboxResource extends Base<"mailbox"> {}

export interface CacheResource extends Base<"cache"> {
  readonly engine: "database-table";
  readonly table: string;
}

export type Resource =
  | FunctionResource
  | DoorResource
  | DatabaseResource
  | NetworkResource
  | ExternalResource
  | BucketResource
  | SecretResource
  | MailboxResource
  | CacheResource;
export type ResourceKind = Resource["kind"];

/** What one resource may do to another; rights, environment and order follow from it. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly may: readonly ("invoke" | "read" | "write" | "send" | "connect")[];
}

/** The resources of one kind. */
export function resourcesOf<K extends ResourceKind>(
  plan: { readonly resources: readonly Resource[] },
  kind: K,
): readonly Extract<Resource, { kind: K }>[] {
  return plan.resources.filter(
    (resource): resource is Extract<Resource, { kind: K }> => resource.kind === kind,
  );
}

import type { DatabaseEngine } from "../config/stage.ts";

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
}

/** Where requests come in. */
export interface DoorResource extends Base<"door"> {
  /** `stream` answers up to 200 MB, `buffered` up to 6 MB. */
  readonly responseMode: "stream" | "buffered";
}

/** A database of the stage's own. */
export interface DatabaseResource extends Base<"database"> {
  /** Who supplies it. */
  readonly engine: Exclude<DatabaseEngine, "settings">;
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

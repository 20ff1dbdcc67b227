import { UserError } from "../errors.ts";
import type { Config } from "./load.ts";

/** What the file says of a stage's door. Never of the whole file. */
export interface DoorConfig {
  /** What leads to the function; `auto` by default, which leaves it to the provider. */
  readonly door: "auto" | "function-url" | "rest" | "alb";
  /** Name that the application is reached by, in lower case; null for whatever the provider gives. */
  readonly domain: string | null;
  /** What of a load balancer's requests is for the stage; null unless `door` is `alb` and the provider has load balancers. */
  readonly alb: AlbConfig | null;
}

/** A listener of a load balancer, and which of its requests are meant: by path, by the stage's domain, or by both. */
export interface AlbConfig {
  readonly listener: string;
  /** Empty for every path of the domain. */
  readonly paths: readonly string[];
  /** 1 to 50,000; null for the first free one. */
  readonly priority: number | null;
}

/**
 * The keys of a stage's door, which go together.
 *
 * @throws {UserError} `KEY_ONLY_ON_AWS`, `DOOR_NEEDS_LISTENER`, `LISTENER_MATCHES_NOTHING`.
 */
export function doorOf(
  { file }: Config,
  stage: string,
  layer: Omit<Config["stages"][string], "provider"> & { readonly provider: string },
): DoorConfig {
  const { door = "auto", domain = null, alb = {} } = layer;
  const context = { place: { file } };
  if (layer.provider === "local") {
    const meant = (["domain", "alb"] as const).find((key) => layer[key] !== undefined);
    if (meant !== undefined) throw new UserError("KEY_ONLY_ON_AWS", { key: meant, stage }, context);
    return { door, domain, alb: null };
  }
  if (door !== "alb") return { door, domain, alb: null };
  const { listener, paths = [], priority = null } = alb;
  if (listener === undefined) throw new UserError("DOOR_NEEDS_LISTENER", { stage }, context);
  if (paths.length === 0 && domain === null)
    throw new UserError("LISTENER_MATCHES_NOTHING", { stage }, context);
  return { door, domain, alb: { listener, paths, priority } };
}

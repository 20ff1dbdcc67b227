import type { AuroraDatabaseResource } from "../../../plan/resources.ts";
import type { Aws } from "../aws.ts";
import { clusterName, type StageNames } from "../names.ts";
import type { DatabasePlace } from "../network/place.ts";
import type { WaitWatcher } from "../waiting.ts";
import { clustersOf, type Clusters } from "./aurora-cluster.ts";

/** Where the password of a stage's database is kept: in the secrets of the stage that Monolift makes, and nowhere else. */
export interface PasswordStore {
  /** Undefined where none was kept yet. */
  readonly read: () => Promise<string | undefined>;
  /** Keeps one; what is kept before a cluster is made survives an interruption. */
  readonly write: (password: string) => Promise<void>;
}

/** What a stage's Aurora is made with. */
export interface AuroraOptions {
  readonly names: StageNames;
  readonly wanted: AuroraDatabaseResource;
  /** Where it stands; null while nothing is to be made. */
  readonly place: DatabasePlace | null;
  readonly password: PasswordStore;
  readonly watcher: WaitWatcher;
  readonly now: () => Date;
  /** Keep the rows in a snapshot when it is removed. */
  readonly keepsSnapshot?: boolean;
}

/** Everything that a step with a cluster needs. */
export interface Work extends AuroraOptions {
  readonly clusters: Clusters;
  /** Name of the cluster. */
  readonly name: string;
  readonly region: string;
}

/** Begins work on the cluster of a stage; asks nothing yet. */
export function workOn(aws: Aws, options: AuroraOptions): Work {
  const name = clusterName(options.names);
  return { ...options, clusters: clustersOf(aws, options.watcher), name, region: aws.region };
}

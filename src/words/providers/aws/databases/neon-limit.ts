/** What a plan of Neon can be short of. */
export type NeonLimit =
  | "project-count"
  | "branch-count"
  | "compute-count"
  | "compute-time"
  | "storage-size"
  | "transfer-size"
  | "any-other";

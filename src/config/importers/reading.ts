import type { Finding, Origin } from "./findings.ts";

/** The tools whose files can be read. */
export const tools = ["magic-pocket", "zappa", "serverless", "heroku"] as const;
export type Tool = (typeof tools)[number];

/** What the files of another tool say, stage by stage. */
export interface Reading {
  readonly tool: Tool;
  /** As the tool has it: not yet one that Monolift takes. */
  readonly name: { readonly value: string; readonly from: Origin } | undefined;
  readonly stages: readonly StageReading[];
  /** What holds for no stage in particular. */
  readonly shared: readonly Finding[];
}

export interface StageReading {
  /** As the tool has it. */
  readonly name: string;
  readonly from: Origin;
  readonly findings: readonly Finding[];
}

/**
 * Of tools that make no database: what the project's settings say of it still holds.
 *
 * @param from Where the stage is written.
 */
export function leaveDatabase(findings: readonly Finding[], from: Origin): readonly Finding[] {
  if (findings.some((finding) => finding.is === "wish" && finding.to === "database.engine")) return findings;
  return [
    ...findings,
    { is: "wish", to: "database.engine", value: "settings", scope: "stage", from: null },
    { is: "left", advice: "database-settings", target: null, nearest: null, from },
  ];
}

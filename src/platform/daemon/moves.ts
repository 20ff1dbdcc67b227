import { z } from "zod";
import type { StaticMount } from "../gateway/door.ts";
import { canaryShape, noCounts, type Canary, type CanaryRules } from "./canary.ts";
import { versionOf, type ServedStage } from "./served-stage.ts";
import type { StageServices } from "./stage-services.ts";

/** How a canary ended: `cut-short` when somebody moved the alias meanwhile. */
const outcomes = ["passed", "went-back", "cut-short"] as const;

/** A time at which a stage's aliases moved, or a canary ended that tried to move them. */
export const moveSchema = z
  .object({
    /** ISO 8601 in UTC. */
    at: z.string(),
    /** Who asked for it, or null when nobody was told: a canary decides by itself. */
    by: z.string().nullable(),
    kind: z.enum(["up", "rollback", "canary"]),
    from: z.number().int().nullable(),
    to: z.number().int(),
    /** Of a `canary`: how it ended and what was seen. */
    canary: z
      .object({ ...canaryShape, outcome: z.enum(outcomes) })
      .readonly()
      .optional(),
  })
  .readonly();
export type Move = z.infer<typeof moveSchema>;

/** How many moves are remembered. */
const remembered = 100;

/** What moves the aliases of a stage. */
export interface SwitchRequest {
  readonly services: ServedStage;
  readonly kind: "up" | "rollback";
  readonly by: string | null;
  /** Only a share of the requests goes to the new versions at first; null moves all at once. */
  readonly canary: CanaryRules | null;
}

/**
 * What a stage becomes when its aliases move. A canary that is under way ends by it: the versions that get most of the
 * requests stay those that they were.
 *
 * @param before The stage as it is; undefined when nothing of it was ever served.
 */
export function moveAliases(
  before: StageServices | undefined,
  { services, kind, by, canary }: SwitchRequest,
  at: string,
): StageServices {
  const from = before === undefined ? null : versionOf(before);
  const to = versionOf(services);
  const moves = before === undefined ? [] : [...before.moves];
  if (before?.canary != null)
    moves.push(endedMove(before.canary, before.canary.to === to ? "passed" : "cut-short", { at, by }));
  if (canary !== null && before !== undefined && from !== null && to !== null)
    return beginCanary(before.canary?.ifBack ?? servedOf(before), { services, rules: canary, by }, moves, at);
  if (to !== null) moves.push({ at, by, kind, from, to });
  return { ...services, canary: null, moves: moves.slice(-remembered) };
}

function beginCanary(
  stable: ServedStage,
  asked: { readonly services: ServedStage; readonly rules: CanaryRules; readonly by: string | null },
  moves: readonly Move[],
  at: string,
): StageServices {
  const { services, rules, by } = asked;
  const to = versionOf(services) ?? 0;
  return {
    ...services,
    functions: [...services.functions, ...stable.functions],
    aliases: services.aliases.map((alias) => {
      const before = stable.aliases.find((one) => one.functionName === alias.functionName);
      const additional = { version: alias.version, weight: rules.weight };
      return before === undefined ? alias : { ...alias, version: before.version, additional };
    }),
    canary: {
      from: versionOf(stable) ?? 0,
      to,
      by,
      startedAt: at,
      rules,
      watchedMs: 0,
      newer: noCounts,
      older: noCounts,
      ifBack: { ...stable, door: withFoldersOf(stable.door, services.door) },
      ifPassed: services,
    },
    moves: moves.slice(-remembered),
  };
}

/** What a stage becomes when its canary ends by itself. */
export function endCanary(
  services: StageServices & { readonly canary: Canary },
  outcome: "passed" | "went-back",
  at: string,
): StageServices {
  const { canary, moves, isStopped } = services;
  const next = outcome === "passed" ? canary.ifPassed : canary.ifBack;
  const ended = endedMove(canary, outcome, { at, by: null });
  return { ...next, isStopped, canary: null, moves: [...moves, ended].slice(-remembered) };
}

function endedMove(
  canary: Canary,
  outcome: (typeof outcomes)[number],
  { at, by }: { readonly at: string; readonly by: string | null },
): Move {
  const { ifBack: _ifBack, ifPassed: _ifPassed, ...seen } = canary;
  return { at, by, kind: "canary", from: canary.from, to: canary.to, canary: { ...seen, outcome } };
}

function servedOf({ canary: _canary, moves: _moves, ...served }: StageServices): ServedStage {
  return served;
}

/** Pages of either door stay open somewhere, so each goes on finding its files: own folders first, then the other's. */
function withFoldersOf(door: ServedStage["door"], other: ServedStage["door"]): ServedStage["door"] {
  if (door === null || other === null) return door;
  const foldersOf = (mount: StaticMount): readonly string[] =>
    other.mounts.find(({ urlPrefix }) => urlPrefix === mount.urlPrefix)?.folders ?? [];
  const mounts = door.mounts.map((mount) => ({
    ...mount,
    folders: [...new Set([...mount.folders, ...foldersOf(mount)])],
  }));
  return { ...door, mounts };
}

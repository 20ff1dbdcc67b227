import type { MoveResult } from "../actions/move-results.ts";
import type { ReleasesResult } from "../actions/release-results.ts";
import { reportWords } from "../words/cli/reports/report-words.ts";
import { sayCanary, saySeen } from "./canary.ts";
import { sayAge, sayBytes } from "./numbers.ts";
import { paint, type Page } from "./page.ts";
import { layRows, layTable } from "./table.ts";
import { truncate } from "./width.ts";

type Release = ReleasesResult["releases"][number];

/** Moves that are shown; the JSON has all that are remembered. */
const shownMoves = 10;
/** Widest that the subject of a commit gets, in columns. */
const widestSubject = 50;

/** The releases that are kept, a canary under way, and how `live` came to where it is. */
export function sayReleases(result: ReleasesResult, page: Page): string {
  const words = reportWords(page.language).releases;
  if (result.releases.length === 0) return `  ${words.none}`;
  const parts = [sayTable(result.releases, page)];
  if (result.canary !== null) parts.push(sayCanary(result.canary, page));
  if (result.moves.length > 0) parts.push(`  ${words.history}\n${sayMoves(result.moves, page)}`);
  if (result.releases.length > 1) parts.push(`  ${paint(page, "dim", words.rollbackHint)}`);
  return parts.join("\n\n");
}

function sayTable(releases: readonly Release[], page: Page): string {
  const words = reportWords(page.language).releases;
  return layTable(
    [
      { title: words.release, align: "right" },
      { title: words.state },
      { title: words.released },
      { title: words.by },
      { title: words.size, align: "right" },
      { title: words.migrations, align: "right" },
      { title: words.changed },
      { title: words.commit },
    ],
    releases.map((one) => [
      String(one.release),
      paint(page, one.state === "live" ? "green" : "yellow", words.states[one.state]),
      sayAge(one.createdAt, page),
      one.by ?? "–",
      sayBytes(one.sizeBytes),
      one.migrations === null ? "–" : String(one.migrations.length),
      sayChanges(one, page),
      sayCommit(one, page),
    ]),
    page,
  );
}

function sayChanges({ changed }: Release, page: Page): string {
  const { releases: words, comma, unchanged } = reportWords(page.language);
  if (changed === null) return "–";
  return changed.length === 0 ? unchanged : changed.map((part) => words.parts[part]).join(comma);
}

function sayCommit({ commit }: Release, page: Page): string {
  const words = reportWords(page.language).releases;
  if (commit === null) return "–";
  const dirty = commit.isDirty ? [paint(page, "yellow", words.dirty)] : [];
  return [commit.id, ...dirty, truncate(commit.subject ?? "", widestSubject)].join(" ").trimEnd();
}

function sayMoves(moves: readonly MoveResult[], page: Page): string {
  return layRows(
    moves
      .slice(0, shownMoves)
      .map((move) => [paint(page, "dim", sayAge(move.at, page)), move.by ?? "–", sayMove(move, page)]),
  );
}

function sayMove(move: MoveResult, page: Page): string {
  const { moved } = reportWords(page.language).releases;
  const { kind, from, to, canary } = move;
  if (kind === "rollback" && from !== null) return moved.rollback(from, to);
  if (canary === null || from === null) return moved.up(from, to);
  if (canary.outcome === "went-back") return moved.wentBack(to, saySeen(canary, page));
  return canary.outcome === "passed" ? moved.passed(from, to) : moved.cutShort(to);
}

import { reportWords } from "../words/cli/reports/report-words.ts";
import type { ListResult } from "../actions/results.ts";
import { sayAge, sayBytes, sayTimeLeft } from "./numbers.ts";
import { paint, type Page } from "./page.ts";
import { layTable } from "./table.ts";

type Stage = ListResult["stages"][number];

/** Every stage in a table, with what is below it when the project's folder is gone, and the sum. */
export function sayList(list: ListResult, options: { readonly orphans: boolean }, page: Page): string {
  const words = reportWords(page.language).list;
  if (list.stages.length === 0) return `  ${options.orphans ? words.noOrphans : words.none}`;
  const size = list.stages.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0);
  const parts = [sayTable(list.stages, page)];
  const orphans = list.stages.filter(({ rootExists }) => !rootExists).map((stage) => sayOrphan(stage, page));
  if (orphans.length > 0) parts.push(orphans.join("\n"));
  parts.push(`  ${paint(page, "dim", words.total(list.stages.length, sayBytes(size)))}`);
  return parts.join("\n\n");
}

function sayTable(stages: readonly Stage[], page: Page): string {
  const { list: words, states } = reportWords(page.language);
  // Most stages stay, and the table is wide already.
  const hasExpiry = stages.some(({ expiresAt }) => expiresAt !== null);
  return layTable(
    [
      { title: words.stage },
      { title: words.state },
      { title: words.release, align: "right" },
      { title: words.released },
      { title: words.lastRequest },
      ...(hasExpiry ? [{ title: words.expires }] : []),
      { title: words.size, align: "right" },
      { title: words.address },
    ],
    stages.map((stage) => [
      `${stage.name}/${stage.stage}`,
      paint(page, stage.state === "serving" ? "green" : "dim", states[stage.state]),
      stage.release === null ? "–" : String(stage.release),
      stage.releasedAt === null ? "–" : sayAge(stage.releasedAt, page),
      stage.lastRequestAt === null ? "–" : sayAge(stage.lastRequestAt, page),
      ...(hasExpiry ? [sayExpiry(stage, page)] : []),
      stage.sizeBytes === null ? "–" : sayBytes(stage.sizeBytes),
      stage.state === "serving" ? (stage.browserUrl ?? "–") : "–",
    ]),
    page,
  );
}

function sayExpiry({ expiresAt }: Stage, page: Page): string {
  if (expiresAt === null) return "–";
  return sayTimeLeft(expiresAt, page) ?? paint(page, "yellow", reportWords(page.language).list.expired);
}

function sayOrphan({ name, stage, root, account, region }: Stage, page: Page): string {
  const words = reportWords(page.language).list;
  const full = `${name}/${stage}`;
  const isOnAws = account !== null && region !== null;
  return [
    `  ${paint(page, "yellow", "!")} ${full}: ${isOnAws ? words.unnamed(account, region) : words.folderGone(root ?? "")}`,
    `    ${paint(page, "dim", isOnAws ? words.nameHint(name, stage) : words.downHint(full))}`,
  ].join("\n");
}

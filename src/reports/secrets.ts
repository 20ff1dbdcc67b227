import type { SecretEntryResult, SecretsChangeResult, SecretsListResult } from "../actions/secret-results.ts";
import { reportWords } from "../words/cli/reports/report-words.ts";
import { sayAge } from "./numbers.ts";
import { paint, type Page } from "./page.ts";
import { layTable } from "./table.ts";

/** Names that a change shows. */
const shownNames = 12;

/** Every secret of a stage; a value is nowhere in it. */
export function saySecrets(result: SecretsListResult, page: Page): string {
  const words = reportWords(page.language).secrets;
  const table = layTable(
    [{ title: words.name }, { title: words.changed }, { title: words.from }, { title: words.usedAs }],
    result.secrets.map((one) => [
      one.name,
      one.changedAt === null ? "–" : sayAge(one.changedAt, page),
      sayOrigin(one, page),
      words.uses[one.usedAs],
    ]),
    page,
  );
  return `${table}\n\n  ${paint(page, "dim", words.getHint)}`;
}

function sayOrigin({ origin, file, changedBy }: SecretEntryResult, page: Page): string {
  const { origins } = reportWords(page.language).secrets;
  if (origin === "generated") return origins.generated();
  return origin === "imported" && file !== null ? file : origins.given(changedBy);
}

/** What changed, and from when on it counts. */
export function saySecretsChange(result: SecretsChangeResult, page: Page): string {
  const words = reportWords(page.language).secrets;
  const stage = `${result.name}/${result.stage}`;
  if (result.effect === "unchanged") return `  ${words.unchanged(stage)}`;
  return [
    ...(result.set.length === 0 ? [] : [words.set(stage, listed(result.set, page))]),
    ...(result.removed.length === 0 ? [] : [words.removed(stage, listed(result.removed, page))]),
    paint(page, result.effect === "now" ? "green" : "yellow", words.effects[result.effect]),
  ]
    .map((line) => `  ${line}`)
    .join("\n");
}

function listed(names: readonly string[], page: Page): string {
  const { comma, secrets } = reportWords(page.language);
  const left = names.length - shownNames;
  const shown = names.slice(0, shownNames).join(comma);
  return left > 0 ? `${shown}${comma}${secrets.more(left)}` : shown;
}

import type { ColdStudy } from "../actions/cold.ts";
import type { ColdResult } from "../actions/cold-results.ts";
import { reportWords } from "../words/cli/reports/report-words.ts";
import { paint, type Page } from "./page.ts";
import { layTable } from "./table.ts";

/** What `--json` prints. */
export function coldResult({ imports: _imports, ...result }: ColdStudy): ColdResult {
  return result;
}

/** How long each function's init phase takes, and the packages that it waits for longest. */
export function sayCold({ functions }: ColdResult, page: Page): string {
  const words = reportWords(page.language).cold;
  const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;
  return functions
    .map(({ name, initMs, startsMs, importsMs, modules, slowest }) =>
      [
        `  ${paint(page, "bold", name)}  ${words.init(milliseconds(initMs), startsMs.length)}`,
        `  ${words.imports(modules, milliseconds(importsMs))}`,
        "",
        layTable(
          [
            { title: words.package },
            { title: words.total, align: "right" },
            { title: words.self, align: "right" },
            { title: words.modules, align: "right" },
            { title: words.importedBy },
          ],
          slowest.map((one) => [
            one.package,
            milliseconds(one.totalMs),
            milliseconds(one.selfMs),
            String(one.modules),
            one.importedBy ?? "–",
          ]),
          page,
        ),
        "",
        `  ${paint(page, "dim", words.note)}`,
      ].join("\n"),
    )
    .join("\n\n");
}

import type { ColdStudy } from "../../actions/cold.ts";
import { reportWords } from "../../words/cli/reports/report-words.ts";
import type { Language } from "../../words/words.ts";
import { drawSheet, hueOf } from "./sheet.ts";
import { element, escapeText, textAt } from "./svg.ts";
import { textWidth } from "./text-width.ts";

type Import = ColdStudy["imports"][string][number];

const margin = 24;
const pictureWidth = 1400;
const rowHeight = 20;
/** What would be thinner is not drawn. */
const leastWidth = 1;
const letters = { size: 12 } as const;
const titleLetters = { size: 20, isBold: true } as const;

/** Imports as a flame picture: from left to right the time, each module below the one that imported it. */
export function drawFlames(study: ColdStudy, language: Language): string {
  const words = reportWords(language).cold;
  const [first] = study.functions;
  const roots = first === undefined ? [] : (study.imports[first.name] ?? []);
  const total = roots.reduce((sum, { totalUs }) => sum + totalUs, 0);
  const top = margin + 56;
  const drawn = total === 0 ? [] : drawRow(roots, { x: margin, y: top, scale: pictureWidth / total });
  const title = words.title(study.name, first?.name ?? "");
  const legend = words.legend(Math.round(total / 1000));
  return drawSheet({
    title,
    description: [legend, ...(first?.slowest ?? []).map((one) => `${one.package}: ${one.totalMs} ms`)].join(
      " ",
    ),
    language,
    width: Math.max(pictureWidth, textWidth(title, titleLetters), textWidth(legend, letters)) + 2 * margin,
    height: top + depthOf(roots, pictureWidth / Math.max(1, total)) * rowHeight + margin,
    body: [
      textAt({ x: margin, y: margin + 18 }, title, titleLetters),
      textAt({ x: margin, y: margin + 40 }, legend, { ...letters, class: "quiet" }),
      ...drawn,
    ],
  });
}

interface Row {
  readonly x: number;
  readonly y: number;
  /** Pixels for a microsecond. */
  readonly scale: number;
}

function drawRow(modules: readonly Import[], { x, y, scale }: Row): readonly string[] {
  let left = x;
  return modules.flatMap((one) => {
    const width = one.totalUs * scale;
    const here = left;
    left += width;
    if (width < leastWidth) return [];
    return [
      drawModule(one, { x: here, y, width }),
      ...drawRow(one.imports, { x: here, y: y + rowHeight, scale }),
    ];
  });
}

function drawModule(
  one: Import,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): string {
  const milliseconds = (one.totalUs / 1000).toFixed(1);
  // A module whose whole name has no room may have it for the last part.
  const label = [`${one.module} ${milliseconds} ms`, one.module, one.module.split(".").at(-1) ?? ""].find(
    (text) => textWidth(text, letters) <= width - 8,
  );
  return element(
    "g",
    { class: hueOf(one.module.split(".")[0] ?? "") },
    element("title", {}, escapeText(`${one.module}: ${milliseconds} ms`)),
    element("rect", { class: "head", x, y, width: Math.max(0.5, width - 0.5), height: rowHeight - 1, rx: 2 }),
    textAt({ x: x + 4, y: y + 14 }, label ?? "", letters),
  );
}

function depthOf(modules: readonly Import[], scale: number): number {
  const visible = modules.filter(({ totalUs }) => totalUs * scale >= leastWidth);
  return visible.length === 0 ? 0 : 1 + Math.max(...visible.map(({ imports }) => depthOf(imports, scale)));
}

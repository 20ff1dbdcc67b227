import type { Mark } from "../../actions/erd-results.ts";
import type { Size } from "./pack.ts";
import { element, escapeText, textAt } from "./svg.ts";
import { textWidth } from "./text-width.ts";

const letters = { size: 12 } as const;
const headLetters = { size: 13, isBold: true } as const;
const rowHeight = 18;
const headHeight = 26;
const padding = 10;
/** Between two cells. */
const gap = 12;
/** Between two blocks of rows. */
const blockGap = 28;

/** Said beside the colour. */
export const signs: Readonly<Record<Mark, string>> = { same: "", added: "+", removed: "−", changed: "~" };

/** A line of a card: what it is about stands in the middle, the rest is quieter. */
export interface CardRow {
  readonly cells: readonly [before: string, subject: string, after: string];
  readonly mark: Mark;
}

/** What a card says. */
export interface CardText {
  /** Unique in the picture, and stable over releases. */
  readonly id: string;
  readonly title: string;
  /** The whole name, for who points at it or has it read out. */
  readonly tip: string;
  readonly mark: Mark;
  readonly rows: readonly CardRow[];
  /** Stands below the rows. Default: nothing. */
  readonly note?: string;
  /** Rows below each other before another block begins beside them. Default: all. */
  readonly rowsPerBlock?: number;
}

interface Block {
  readonly rows: readonly CardRow[];
  /** Where its cells begin, from the left of the card. */
  readonly columns: readonly [number, number, number];
}

/** A box with a head and rows, and how much place it takes. */
export interface Card extends Size {
  readonly text: CardText;
  readonly head: string;
  readonly blocks: readonly Block[];
}

/** Measures a card. */
export function makeCard(text: CardText): Card {
  const { rows, note = "", rowsPerBlock = Math.max(1, rows.length), mark, title } = text;
  const head = mark === "same" ? title : `${signs[mark]} ${title}`;
  const blocks: Block[] = [];
  let right = padding;
  for (let index = 0; index < rows.length; index += rowsPerBlock) {
    const block = rows.slice(index, index + rowsPerBlock);
    const widths = [0, 1, 2].map((cell) => Math.max(0, ...block.map((row) => cellWidth(row, cell))));
    const [before = 0, subject = 0, after = 0] = widths;
    const first = index === 0 ? right : right + blockGap;
    const second = first + (before === 0 ? 0 : before + gap / 2);
    const third = second + (subject === 0 ? 0 : subject + gap);
    blocks.push({ rows: block, columns: [first, second, third] });
    right = after === 0 ? second + subject : third + after;
  }
  const lines = Math.min(rows.length, rowsPerBlock) + (note === "" ? 0 : 1);
  return {
    text,
    head,
    blocks,
    width:
      Math.max(right, padding + textWidth(head, headLetters), padding + textWidth(note, letters)) + padding,
    height: headHeight + lines * rowHeight + (lines === 0 ? 0 : padding / 2),
  };
}

function cellWidth(row: CardRow, cell: number): number {
  return textWidth(sayCell(row, cell), letters);
}

/** The mark stands before all that a row says. */
function sayCell({ cells, mark }: CardRow, cell: number): string {
  const said = cells[cell] ?? "";
  return cell === 0 && mark !== "same" ? `${signs[mark]} ${said}`.trimEnd() : said;
}

/** Middle of a row, from the top of its card. */
export function rowMiddle(index: number): number {
  return headHeight + padding / 4 + (index + 0.5) * rowHeight;
}

/** Middle of the head of every card. */
export const headMiddle = headHeight / 2;

/** Draws a card with its upper left corner at a place. */
export function drawCard(
  { text, head, blocks, width, height }: Card,
  place: { readonly x: number; readonly y: number },
): string {
  const { x, y } = place;
  const baseline = (index: number): number => y + rowMiddle(index) + 4;
  const lines = Math.max(0, ...blocks.map(({ rows }) => rows.length));
  return element(
    "g",
    { id: text.id },
    element("title", {}, escapeText(text.tip)),
    element("rect", { class: `box is-${text.mark}`, x, y, width, height, rx: 5 }),
    element("path", { class: "head", d: headPath(x, y, width, height) }),
    textAt({ x: x + padding, y: y + 18 }, head, { ...headLetters, ...inkOf(text.mark) }),
    ...blocks.flatMap(({ rows, columns }) =>
      rows.flatMap((row, index) =>
        columns.map((column, cell) =>
          textAt({ x: x + column, y: baseline(index) }, sayCell(row, cell), {
            ...letters,
            ...inkOf(row.mark, cell === 1 ? undefined : "quiet"),
          }),
        ),
      ),
    ),
    textAt({ x: x + padding, y: baseline(lines) }, text.note ?? "", { ...letters, class: "quiet" }),
  );
}

function inkOf(mark: Mark, otherwise?: string): { readonly class?: string } {
  const ink = mark === "same" ? otherwise : mark;
  return ink === undefined ? {} : { class: ink };
}

/** The upper part of a box, round where the box is. */
function headPath(x: number, y: number, width: number, height: number): string {
  const bottom = Math.min(headHeight, height - 1);
  const inner = { left: x + 0.6, right: x + width - 0.6, top: y + 0.6 };
  return `M${inner.left} ${y + bottom}V${inner.top + 5}q0 -5 5 -5H${inner.right - 5}q5 0 5 5V${y + bottom}z`;
}

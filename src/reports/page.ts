import type { Language } from "../words/words.ts";

/** What a report is written for: whose language, on what paper, at what time. */
export interface Page {
  readonly language: Language;
  /** False for a pipe, a file or `NO_COLOR`: then no escape sequence is written at all. */
  readonly colour: boolean;
  /** Width in terminal columns. */
  readonly columns: number;
  /** Ages ("2 hours ago") count from here. */
  readonly now: Date;
  /** IANA name for the clock times of log lines; the machine's own when left out. */
  readonly timeZone?: string;
}

/** Select Graphic Rendition codes: begin and end. */
const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

export type Ink = keyof typeof codes;

/** Colours a text when the page has colour. Colour only helps: no report says anything by colour alone. */
export function paint(page: Pick<Page, "colour">, ink: Ink, text: string): string {
  if (!page.colour || text === "") return text;
  const [begin, end] = codes[ink];
  return `\u001B[${begin}m${text}\u001B[${end}m`;
}

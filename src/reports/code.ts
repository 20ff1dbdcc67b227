import { paint, type Page } from "./page.ts";

/** Shows what stands between backticks in colour; without colour the backticks stay. */
export function paintCode(page: Pick<Page, "colour">, sentence: string): string {
  if (!page.colour) return sentence;
  return sentence.replaceAll(/`([^`]+)`/g, (_, code: string) => paint(page, "cyan", code));
}

/** Puts spaces before every line that is not empty. */
export function indent(text: string, columns: number): string {
  return text.replaceAll(/^(?=.)/gm, " ".repeat(columns));
}

import type { Language } from "../../words/words.ts";
import { element, escapeText } from "./svg.ts";

/** Tints that boxes are told apart by, as hues of the colour circle. */
const hues = [212, 150, 28, 275, 340, 185, 55, 245] as const;

const rules = (isDark: boolean): string => {
  const ink = isDark ? "#e6e9ee" : "#1b2430";
  const quiet = isDark ? "#a3adba" : "#566272";
  const colours = isDark
    ? {
        paper: "#11161d",
        box: "#1a212b",
        edge: "#3a4656",
        added: "#63d08a",
        removed: "#ff8f87",
        changed: "#f0b64d",
      }
    : {
        paper: "#ffffff",
        box: "#ffffff",
        edge: "#b9c3cf",
        added: "#117a3a",
        removed: "#b3261e",
        changed: "#8a5a00",
      };
  const { paper, box, edge, added, removed, changed } = colours;
  return [
    `.paper{fill:${paper}}`,
    `text{fill:${ink}}`,
    `.quiet{fill:${quiet}}`,
    `.box{fill:${box};stroke:${edge}}`,
    `.ghost{fill:none;stroke:${edge};stroke-dasharray:4 3}`,
    `.line{fill:none;stroke:${quiet};stroke-width:1.2}`,
    `.added{fill:${added}}.removed{fill:${removed}}.changed{fill:${changed}}`,
    `.box.is-added{stroke:${added};stroke-width:2}.box.is-changed{stroke:${changed};stroke-width:2}`,
    `.box.is-removed{stroke:${removed};stroke-width:2;stroke-dasharray:6 3}`,
    `.line.is-added{stroke:${added};stroke-width:2}.line.is-removed{stroke:${removed};stroke-dasharray:6 3}`,
    `.line.is-changed{stroke:${changed}}`,
    ...hues.map((hue, index) => {
      const [head, group] = isDark ? ["30% 26%", "28% 11%"] : ["62% 88%", "60% 97%"];
      const rim = isDark ? "25% 34%" : "40% 78%";
      return `.hue${index} .head{fill:hsl(${hue} ${head})}.hue${index}>.group{fill:hsl(${hue} ${group});stroke:hsl(${hue} ${rim})}`;
    }),
  ].join("");
};

const fonts =
  "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans','Noto Sans CJK JP','Noto Sans CJK KR',Arial,sans-serif";

/** The class of a tint that a name keeps, whatever else there is. */
export function hueOf(name: string): string {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return `hue${sum % hues.length}`;
}

/** Paper with a picture on it, as tall and wide as the picture, in the colours that the reader's system asks for. */
export function drawSheet(sheet: {
  readonly title: string;
  /** What somebody is told who does not see it. */
  readonly description: string;
  readonly language: Language;
  readonly width: number;
  readonly height: number;
  readonly body: readonly string[];
}): string {
  const { title, description, language, width, height, body } = sheet;
  const style = `text{font-family:${fonts}}${rules(false)}@media (prefers-color-scheme:dark){${rules(true)}}`;
  const drawn = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: Math.ceil(width),
      height: Math.ceil(height),
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      role: "img",
      "aria-labelledby": "title description",
      "xml:lang": language,
    },
    `\n${element("title", { id: "title" }, escapeText(title))}`,
    `\n${element("desc", { id: "description" }, escapeText(description))}`,
    `\n${element("style", {}, style)}`,
    `\n${element("rect", { class: "paper", width: "100%", height: "100%" })}`,
    ...body.filter((one) => one !== "").map((one) => `\n${one}`),
    "\n",
  );
  return `${drawn}\n`;
}

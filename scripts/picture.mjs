// Draws a terminal's text as SVG: `node scripts/picture.mjs < output.txt > docs/up.svg`. Colours follow the marks.
import { readFileSync } from "node:fs";

const lines = readFileSync(0, "utf8").replace(/\n$/, "").split("\n");
const [characterWidth, lineHeight, top] = [8.2, 21, 58];
const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * characterWidth) + 48;
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const colourOf = (line) => {
  if (/^\s*✓/.test(line)) return "#7ee787";
  if (/^\s*[!·]/.test(line)) return "#d29922";
  if (/^\s*✗/.test(line)) return "#ff7b72";
  if (line.startsWith("$ ")) return "#e6edf3";
  if (/https?:/.test(line)) return "#79c0ff";
  return "#9da7b3";
};
const text = lines
  .map(
    (line, index) =>
      `<text x="24" y="${top + index * lineHeight}" fill="${colourOf(line)}" xml:space="preserve">${escape(line)}</text>`,
  )
  .join("\n");
const height = top + lines.length * lineHeight + 8;
process.stdout
  .write(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="monolift up, on a terminal">
<rect width="${width}" height="${height}" rx="10" fill="#0d1117"/>
<g fill="#30363d"><circle cx="26" cy="24" r="6"/><circle cx="46" cy="24" r="6"/><circle cx="66" cy="24" r="6"/></g>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13.5">
${text}
</g>
</svg>
`);

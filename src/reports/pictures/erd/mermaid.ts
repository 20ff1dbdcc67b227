import type { ErdField, ErdModel, ErdResult } from "../../../actions/erd-results.ts";
import { groupBy } from "../../../facts/apps.ts";
import { reportWords } from "../../../words/cli/reports/report-words.ts";
import type { PictureWords } from "../../../words/cli/reports/pictures/en.ts";
import type { Language } from "../../../words/words.ts";
import { signs } from "../card.ts";

/**
 * The models as a Mermaid diagram, which GitHub, GitLab and many editors draw. It has no groups: models of an app stand
 * together.
 * @see https://mermaid.js.org/syntax/entityRelationshipDiagram.html
 */
export function sayMermaid(result: ErdResult, language: Language): string {
  const words = reportWords(language).pictures;
  const apps = groupBy(result.models, ({ app }) => app);
  const known = new Set(result.models.map(({ label }) => label));
  return [
    "---",
    `title: ${JSON.stringify(words.erdTitle(result.name))}`,
    "---",
    "erDiagram",
    ...(result.against === null ? [] : [`  %% ${words.against(result.against)}`]),
    ...apps.flatMap(([app, models]) => [
      `  %% ${oneLine(app)}`,
      ...models.flatMap((model) => sayModel(model, words)),
    ]),
    ...result.models.flatMap((model) => model.fields.flatMap((field) => sayRelation(model, field, known))),
    "",
  ].join("\n");
}

function sayModel({ label, mark, fields }: ErdModel, words: PictureWords): readonly string[] {
  const title = mark === "same" ? label : `${signs[mark]} ${label}`;
  return [
    `  ${identifier(label)}["${quotable(title)}"] {`,
    ...fields.map((field) => `    ${sayField(field, words)}`),
    "  }",
  ];
}

function sayField(field: ErdField, words: PictureWords): string {
  const { name, type, isPrimaryKey, isUnique, target, isNullable, mark, was } = field;
  const keys = [
    ...(isPrimaryKey ? ["PK"] : []),
    ...(target === null ? [] : ["FK"]),
    ...(isUnique && !isPrimaryKey ? ["UK"] : []),
  ];
  const written = identifier(name);
  const comment = [
    ...(mark === "same" ? [] : [`${signs[mark]} ${words.marks[mark]}`]),
    ...(was === null ? [] : [words.was(was)]),
    ...(written === name ? [] : [name]),
    ...(isNullable ? ["null"] : []),
  ].join(", ");
  return [
    identifier(type),
    written,
    ...(keys.length === 0 ? [] : [keys.join(", ")]),
    ...(comment === "" ? [] : [`"${quotable(comment)}"`]),
  ].join(" ");
}

/** How many of one there are to one of the other, in Mermaid's signs. */
function sayRelation(model: ErdModel, field: ErdField, known: ReadonlySet<string>): readonly string[] {
  const { target, relation, isNullable, name } = field;
  if (target === null || relation === null || relation === "one-to-many") return [];
  const near = relation === "many-to-many" ? "}o" : isNullable ? "|o" : "||";
  const far = relation === "one-to-one" ? "o|" : "o{";
  // A model whose app is not installed has no box of its own otherwise, and would bear its identifier as a name.
  const one = known.has(target) ? identifier(target) : `${identifier(target)}["${quotable(target)}"]`;
  return [`  ${one} ${near}--${far} ${identifier(model.label)} : "${quotable(name)}"`];
}

/** Letters, digits and `_`, which every name may hold; what else there is becomes its code point, so that no two are one. */
function identifier(name: string): string {
  const safe = name.replaceAll(/[^A-Za-z0-9_]/gu, (one) =>
    one === "." ? "_" : `u${(one.codePointAt(0) ?? 0).toString(16)}`,
  );
  return /^[A-Za-z]/.test(safe) ? safe : `f_${safe}`;
}

function quotable(text: string): string {
  return oneLine(text).replaceAll('"', "'");
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

import type { ErdField, ErdModel } from "../../../actions/erd-results.ts";
import type { PictureWords } from "../../../words/cli/reports/pictures/en.ts";
import { headMiddle, makeCard, rowMiddle, type Card } from "../card.ts";
import type { Size } from "../pack.ts";
import { element, textAt } from "../svg.ts";
import { textWidth } from "../text-width.ts";

/** A model as a card: a row for each field. */
export function modelCard(model: ErdModel, referredBy: number | undefined, words: PictureWords): Card {
  return makeCard({
    id: `model-${model.label}`,
    title: model.isProxy ? `${model.name} (${words.proxy})` : model.name,
    tip: `${model.label} (${model.table})`,
    mark: model.mark,
    rows: model.fields.map((field) => ({
      cells: [keyOf(field), field.name, sayField(model, field, words)],
      mark: field.mark,
    })),
    ...(referredBy === undefined ? {} : { note: words.referredBy(referredBy) }),
  });
}

/** What a database person looks for first: the primary key, references, what is unique. */
function keyOf({ isPrimaryKey, isUnique, target }: ErdField): string {
  if (isPrimaryKey) return "PK";
  if (target !== null) return "FK";
  return isUnique ? "U" : "";
}

function sayField(model: ErdModel, field: ErdField, words: PictureWords): string {
  const { type, isNullable, target, was } = field;
  const short = target?.startsWith(`${model.app}.`) === true ? target.slice(model.app.length + 1) : target;
  const said = `${type}${isNullable ? "?" : ""}${short === null ? "" : ` → ${short}`}`;
  return was === null ? said : `${said} (${words.was(was)})`;
}

/** Middle of a field's row, from the top of its card. */
export function fieldMiddle({ fields }: ErdModel, name: string): number {
  const index = fields.findIndex((field) => field.name === name);
  return index < 0 ? headMiddle : rowMiddle(index);
}

const letters = { size: 12 } as const;
const padding = 12;
const height = 26;

/** The name of a model of another app, to which lines lead. */
export function ghostSize(label: string): Size {
  return { width: textWidth(label, letters) + 2 * padding, height };
}

export function drawGhost(
  label: string,
  app: string,
  place: { readonly x: number; readonly y: number },
): string {
  const { x, y } = place;
  return element(
    "g",
    { id: `from-${app}-to-${label}` },
    element("rect", { class: "ghost", x, y, ...ghostSize(label), rx: height / 2 }),
    textAt({ x: x + padding, y: y + 17 }, label, letters),
  );
}

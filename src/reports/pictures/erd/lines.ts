import type { ErdField, ErdModel, Mark } from "../../../actions/erd-results.ts";

/** Lines that one model takes from the models of its own app; past that it is referred to by name alone. */
const mostLines = 12;

/** The same of a model of another app: whose lines cross the whole app is of little help. */
const mostFromElsewhere = 4;

/** A relation as a line: from the model that is referred to, to the field that refers to it. */
export interface Relation {
  /** `blog.Post.author`. */
  readonly id: string;
  /** Label of the model that is referred to. */
  readonly one: string;
  /** Label of the model whose field it is. */
  readonly other: string;
  readonly field: ErdField;
  readonly mark: Mark;
}

/** What is drawn of an app: its models, what they refer to elsewhere, and the lines between. */
export interface AppDrawing {
  readonly app: string;
  readonly models: readonly ErdModel[];
  /** Labels of models of other apps that lines lead to. */
  readonly elsewhere: readonly string[];
  readonly relations: readonly Relation[];
  /** How many fields of the app refer to a model that has too many to draw a line for each. */
  readonly crowded: ReadonlyMap<string, number>;
}

/**
 * Says which lines are drawn of an app. A model of another app that is referred to gets a box beside those that refer to it,
 * so that no line leaves the app. Where too many fields refer to one model, their rows say so and no line does.
 */
export function drawingOf(app: string, models: readonly ErdModel[]): AppDrawing {
  const all = models.flatMap((model) => model.fields.flatMap((field) => relationOf(model, field)));
  const counts = new Map<string, number>();
  for (const { one } of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  const own = new Set(models.map(({ label }) => label));
  const crowded = new Map(
    [...counts].filter(([label, count]) => count > (own.has(label) ? mostLines : mostFromElsewhere)),
  );
  const relations = all.filter(({ one }) => !crowded.has(one));
  const elsewhere = [...new Set(relations.map(({ one }) => one).filter((label) => !own.has(label)))];
  return { app, models, elsewhere, relations, crowded };
}

function relationOf(model: ErdModel, field: ErdField): readonly Relation[] {
  // Of a reverse relation the other side has the field.
  if (field.target === null || field.relation === null || field.relation === "one-to-many") return [];
  const mark = model.mark === "added" || model.mark === "removed" ? model.mark : field.mark;
  return [{ id: `${model.label}.${field.name}`, one: field.target, other: model.label, field, mark }];
}

/** Parts of a drawing that no line joins, those that are joined first: each is laid out by itself. */
export function connectedParts({ models, elsewhere, relations }: AppDrawing): readonly (readonly string[])[] {
  const labels = [...elsewhere, ...models.map(({ label }) => label)];
  const part = new Map(labels.map((label) => [label, [label]]));
  for (const { one, other } of relations) {
    const [a, b] = [part.get(one), part.get(other)];
    if (a === undefined || b === undefined || a === b) continue;
    const both = [...a, ...b];
    for (const label of both) part.set(label, both);
  }
  const position = new Map(labels.map((label, index) => [label, index]));
  const parts = [...new Set(part.values())].map((labelsOfPart) =>
    labelsOfPart.toSorted((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0)),
  );
  return parts.toSorted((a, b) => b.length - a.length);
}

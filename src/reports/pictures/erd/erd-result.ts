import type { ErdField, ErdModel, ErdResult, Mark } from "../../../actions/erd-results.ts";
import type { KnownApplication } from "../../../actions/learn-application.ts";
import type { Facts } from "../../../facts/schema.ts";

type Model = Facts["models"][number];
type Field = Model["fields"][number];

/** What `--json` prints, and what the picture is drawn from: the models of now, and those of a release where one is asked for. */
export function erdResult(
  known: Pick<KnownApplication, "name" | "stage" | "facts"> & {
    readonly before: { readonly release: number; readonly facts: Facts } | null;
  },
): ErdResult {
  const { name, stage, facts, before } = known;
  const now = modelsOf(facts);
  const was = before === null ? now : modelsOf(before.facts);
  const labels = [...new Set([...now.keys(), ...was.keys()])].toSorted(inOrder);
  return {
    name,
    stage,
    against: before?.release ?? null,
    models: labels.flatMap((label) => compareModel(was.get(label), now.get(label))),
  };
}

function modelsOf({ models }: Facts): ReadonlyMap<string, Model> {
  return new Map(models.filter(({ isAutoCreated }) => !isAutoCreated).map((model) => [model.label, model]));
}

function compareModel(before: Model | undefined, after: Model | undefined): readonly ErdModel[] {
  const model = after ?? before;
  if (model === undefined) return [];
  const { label, app, table, isProxy, isManaged } = model;
  const own = { label, app, name: label.slice(label.indexOf(".") + 1), table, isProxy, isManaged };
  const whole = wholeMark(before, after);
  const fields = compareFields(before?.fields ?? [], after?.fields ?? []).map((field) =>
    whole === "same" ? field : { ...field, mark: "same" as const, was: null },
  );
  const differs =
    fields.some(({ mark }) => mark !== "same") ||
    (before !== undefined && after !== undefined && before.table !== after.table);
  return [{ ...own, mark: whole === "same" && differs ? "changed" : whole, fields }];
}

/** Those of now in their order, then those that are gone. */
function compareFields(before: readonly Field[], after: readonly Field[]): readonly ErdField[] {
  const was = new Map(before.map((field) => [field.name, field]));
  const now = new Set(after.map(({ name }) => name));
  return [
    ...after.map((field) => describeField(field, was.get(field.name), wholeMark(was.get(field.name), field))),
    ...before.filter(({ name }) => !now.has(name)).map((field) => describeField(field, field, "removed")),
  ];
}

function describeField(field: Field, before: Field | undefined, whole: Mark): ErdField {
  const { name, type, relatedModel: target, relation, isNullable, isPrimaryKey, isUnique } = field;
  const isChanged =
    whole === "same" && before !== undefined && JSON.stringify(before) !== JSON.stringify(field);
  const was = isChanged && sayType(before) !== sayType(field) ? sayType(before) : null;
  const mark = isChanged ? "changed" : whole;
  return { name, type, target, relation, isNullable, isPrimaryKey, isUnique, mark, was };
}

function sayType({ type, relatedModel, isNullable }: Field): string {
  return `${type}${isNullable ? "?" : ""}${relatedModel === null ? "" : ` → ${relatedModel}`}`;
}

function wholeMark(before: unknown, after: unknown): Mark {
  if (before === undefined) return "added";
  return after === undefined ? "removed" : "same";
}

/** By code points: the same on every machine, whatever its language. */
export function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

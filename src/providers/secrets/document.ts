import { z } from "zod";
import { flattenSecrets, leavesOf, type Json } from "../../platform/functions/flatten-secrets.ts";
import { secretValuesSchema, type SecretValues } from "../../platform/functions/secrets.ts";

const changeSchema = z.object({
  /** ISO 8601 in UTC. */
  at: z.string(),
  /** `user@host`. */
  by: z.string(),
  /** The file that the value came from; null when it was typed or piped in. */
  from: z.string().nullable(),
});
export type SecretChange = z.infer<typeof changeSchema>;

/** What is kept of a stage: values, and when each name got its own. Paths of files are relative to the folder of `monolift.toml`. */
export const secretsDocumentSchema = secretValuesSchema.extend({
  /** When each name got its value. */
  changes: z.record(z.string(), changeSchema),
});

/** The secrets of a stage, without the version that they are kept as. */
export type SecretsDocument = z.infer<typeof secretsDocumentSchema>;
/** A JSON file that was imported. */
export type SecretFile = SecretsDocument["files"][number];

/** What is shorter (`1`, `on`) stands in every text, and hides nothing. */
const shortestHidden = 4;

export const noSecrets: SecretsDocument = { variables: {}, files: [], changes: {} };

/** A secret without its value. */
export interface SecretEntry extends SecretChange {
  readonly name: string;
  /** The JSON file that it belongs to; null for a variable of its own. */
  readonly file: string | null;
}

/** Every secret by name, without values. */
export function entriesOf(document: SecretsDocument): readonly SecretEntry[] {
  const files = document.files.flatMap(({ path, content }) =>
    leavesOf(content).map(({ name }) => [name, path] as const),
  );
  const own = Object.keys(document.variables).map((name) => [name, null] as const);
  return [...new Map<string, string | null>([...files, ...own])]
    .map(([name, file]) => ({
      name,
      file,
      ...(changeOf(document, name) ?? { at: "", by: "", from: file }),
    }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function changeOf({ changes }: SecretsDocument, name: string): SecretChange | undefined {
  return Object.hasOwn(changes, name) ? changes[name] : undefined;
}

/** The value of a secret; undefined when there is none of that name. */
export function valueOf(document: SecretsDocument, name: string): string | undefined {
  if (Object.hasOwn(document.variables, name)) return document.variables[name];
  const leaves = document.files.flatMap(({ content }) => leavesOf(content));
  return leaves.findLast((leaf) => leaf.name === name)?.text ?? undefined;
}

/** Gives a secret a value, everywhere it is kept: in the files that have it, else as a variable of its own. */
export function withSecret(
  document: SecretsDocument,
  name: string,
  value: string,
  change: SecretChange,
): SecretsDocument {
  const files = document.files.map(({ path, content }) => ({
    path,
    content: replaceLeaf(content, name, value),
  }));
  const isInFile = document.files.some(({ content }) => leavesOf(content).some((leaf) => leaf.name === name));
  const isOwn = !isInFile || Object.hasOwn(document.variables, name);
  return {
    variables: isOwn ? { ...document.variables, [name]: value } : document.variables,
    files,
    changes: { ...document.changes, [name]: change },
  };
}

/** Takes a secret away, wherever it is kept. */
export function withoutSecret(document: SecretsDocument, name: string): SecretsDocument {
  const without = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([one]) => one !== name));
  return {
    variables: without(document.variables),
    files: document.files.map(({ path, content }) => ({
      path,
      content: replaceLeaf(content, name, undefined),
    })),
    changes: without(document.changes),
  };
}

/**
 * The same secrets for another stage, without a key that signs in the name of this one: as a variable it makes way for the
 * stage's own, and in a file, where the application would miss it, the stage's own takes its place.
 */
export function asCopy(
  document: SecretsDocument,
  key: { readonly name: string; readonly value: string },
  made: Pick<SecretChange, "at" | "by">,
): SecretsDocument {
  const copy = {
    variables: Object.fromEntries(Object.entries(document.variables).filter(([name]) => name !== key.name)),
    files: document.files.map(({ path, content }) => ({
      path,
      content: replaceLeaf(content, key.name, key.value),
    })),
    changes: {},
  };
  const changes = entriesOf(copy).map(({ name, file }) => {
    const from = changeOf(document, name)?.from ?? file;
    return [name, { ...made, from }] as const;
  });
  return { ...copy, changes: Object.fromEntries(changes) };
}

type Branch = Record<string, Json>;

/** The same file with another text at a name, or without it; the kind of the value (a number, `true`) stays. */
function replaceLeaf(content: Branch, name: string, text: string | undefined): Branch {
  const leaf = leavesOf(content).findLast((one) => one.name === name);
  return leaf === undefined ? content : replaceAt(content, leaf.keys, text);
}

function replaceAt(branch: Branch, [key = "", ...rest]: readonly string[], text: string | undefined): Branch {
  return Object.fromEntries(
    Object.entries(branch).flatMap(([one, value]) => {
      if (one !== key) return [[one, value]];
      if (rest.length > 0) return [[one, replaceAt(value as Branch, rest, text)]];
      return text === undefined ? [] : [[one, likeBefore(value, text)]];
    }),
  );
}

function likeBefore(before: Json, text: string): Json {
  if (before === null || typeof before === "string") return text;
  const after = parseJson(text);
  const isAlike =
    after !== null && typeof after === typeof before && Array.isArray(after) === Array.isArray(before);
  return isAlike ? after : text;
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

/** What is to be added to a document. */
export interface ImportedSecrets {
  /** Variables with the file that they came from. */
  readonly variables: readonly { readonly name: string; readonly value: string; readonly from: string }[];
  readonly files: readonly SecretFile[];
  /** Paths of files that are no more a part of the secrets: the other environment's, of an earlier import. */
  readonly gone: readonly string[];
}

/** Lays what was imported over a document: a file replaces the one at its path, a variable the one of its name. */
export function withImported(
  document: SecretsDocument,
  imported: ImportedSecrets,
  made: Pick<SecretChange, "at" | "by">,
): SecretsDocument {
  const paths = new Set([...imported.gone, ...imported.files.map(({ path }) => path)]);
  const files = [...document.files.filter(({ path }) => !paths.has(path)), ...imported.files];
  const given = new Map(imported.variables.map((one) => [one.name, one]));
  const fromFiles = new Set(
    imported.files.flatMap(({ content }) => leavesOf(content).map(({ name }) => name)),
  );
  // What was typed before stands in the way of the file's value no longer.
  const kept = Object.entries(document.variables).filter(([name]) => !fromFiles.has(name));
  const next: SecretsDocument = {
    variables: {
      ...Object.fromEntries(kept),
      ...Object.fromEntries([...given].map(([name, { value }]) => [name, value])),
    },
    files,
    changes: {},
  };
  const changes = entriesOf(next).map(({ name, file }) => {
    const isSame = valueOf(document, name) === valueOf(next, name);
    const before = isSame ? changeOf(document, name) : undefined;
    return [name, before ?? { ...made, from: given.get(name)?.from ?? file }] as const;
  });
  return { ...next, changes: Object.fromEntries(changes) };
}

/** A text without any of the values: what an application says when it fails often quotes what it has read. */
export function hideValues(text: string, documents: readonly SecretsDocument[]): string {
  const values = documents.flatMap((document) =>
    entriesOf(document).flatMap(({ name }) => valueOf(document, name) ?? []),
  );
  return values
    .filter((value) => value.length >= shortestHidden)
    .toSorted((one, other) => other.length - one.length)
    .reduce((rest, value) => rest.replaceAll(value, "[hidden]"), text);
}

/** Names whose value differs between two documents, or that only one of them has. */
export function changedNames(before: SecretsDocument, after: SecretsDocument): readonly string[] {
  const names = new Set([...entriesOf(before), ...entriesOf(after)].map(({ name }) => name));
  return [...names].filter((name) => valueOf(before, name) !== valueOf(after, name)).toSorted();
}

/** Every secret as a variable: values of files under the names that lead to them, a variable of its own before them. */
export function variablesOf({ files, variables }: SecretValues): Readonly<Record<string, string>> {
  return { ...flattenSecrets(files), ...variables };
}

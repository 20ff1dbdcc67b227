/** A table of a TOML file that is read without a schema, since it is somebody else's and only parts of it matter. */
export type Table = Record<string, unknown>;

export function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** The table below `keys`; undefined when a step of the way is missing or no table. */
export function at(table: Table, ...keys: readonly string[]): Table | undefined {
  let here: unknown = table;
  for (const key of keys) {
    if (!isTable(here)) return undefined;
    here = here[key];
  }
  return isTable(here) ? here : undefined;
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The strings of an array; empty when it is none. */
export function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}

/** The tables of an array; empty when it is none. */
export function tables(value: unknown): readonly Table[] {
  return Array.isArray(value) ? value.filter(isTable) : [];
}

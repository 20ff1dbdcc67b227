import { escapeIdentifier, type Client } from "pg";

/** A table that holds rows of its own: an ordinary one, or a partitioned one in place of its partitions. */
export interface Table {
  readonly schema: string;
  readonly name: string;
  /** `r` is an ordinary table, `p` a partitioned one, as `pg_class.relkind` has them. */
  readonly kind: "r" | "p";
  /** Those that are stored and not generated, in the table's order. */
  readonly columns: readonly Column[];
}

export interface Column {
  readonly name: string;
  /** As PostgreSQL writes it: `character varying(80)`. */
  readonly type: string;
}

/** Tables in a transaction's view, those of `public` first; tables of extensions are the extensions' own affair. */
export async function listTables(client: Client): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(`
    SELECT n.nspname AS schema, c.relname AS name, c.relkind AS kind,
      COALESCE((
        SELECT json_agg(json_build_object(
          'name', a.attname, 'type', pg_catalog.format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      ), '[]') AS columns
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
      AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    ORDER BY n.nspname <> 'public', n.nspname, c.relname`);
  return rows;
}

/** What people call a table: without its schema where that is `public`. */
export function tableLabel({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return schema === "public" ? name : `${schema}.${name}`;
}

/** The name as it stands in SQL. */
export function quoteName({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;
}

/** `(SELECT …)` of a table's own rows: a parent of inherited tables without its children, which are tables themselves. */
export function selectRows({ kind, columns, ...name }: Table): string {
  const from = `${kind === "r" ? "ONLY " : ""}${quoteName(name)}`;
  return `SELECT ${columnList(columns)} FROM ${from}`;
}

export function columnList(columns: readonly Column[]): string {
  return columns.map(({ name }) => escapeIdentifier(name)).join(", ");
}

/** One module as it was imported the first time, with what it imported in turn. Times in microseconds. */
export interface ImportTime {
  readonly module: string;
  /** Without what it imported. */
  readonly selfUs: number;
  readonly totalUs: number;
  /** In the order in which they were imported. */
  readonly imports: readonly ImportTime[];
}

const line = /^import time: +(\d+) \| +(\d+) \| ( *)(\S+)$/;

/**
 * Reads what Python writes under `-X importtime`: a line for each module once its import has ended, so that what a module
 * imports stands above it, two spaces further to the right. Other lines are passed over.
 *
 * @returns The modules that nobody else imported, in order.
 * @see https://docs.python.org/3/using/cmdline.html#cmdoption-X
 */
export function readImportTimes(text: string): readonly ImportTime[] {
  /** What has ended and waits for the one that imported it, by depth. */
  const waiting: ImportTime[][] = [];
  for (const one of text.split("\n")) {
    const [, self, total, spaces, module] = line.exec(one.trimEnd()) ?? [];
    if (self === undefined || total === undefined || spaces === undefined || module === undefined) continue;
    const depth = Math.floor(spaces.length / 2);
    const imports = waiting[depth + 1] ?? [];
    waiting.length = depth + 1;
    (waiting[depth] ??= []).push({ module, selfUs: Number(self), totalUs: Number(total), imports });
  }
  return waiting[0] ?? [];
}

/** What a package costs at a start. Milliseconds. */
export interface PackageImport {
  /** Of a module with dots what stands before the first. */
  readonly package: string;
  /** With everything that is imported for it first. */
  readonly totalMs: number;
  /** Its own modules alone. */
  readonly selfMs: number;
  readonly modules: number;
  /** The module that imported it first; null where Python or the runtime did. */
  readonly importedBy: string | null;
}

/** Says what each package costs, the most expensive first. What several need counts for the one that came first. */
export function packageImports(roots: readonly ImportTime[]): readonly PackageImport[] {
  const found = new Map<string, { totalUs: number; selfUs: number; modules: number; importedBy: string | null }>();
  const visit = (one: ImportTime, within: ReadonlySet<string>, by: string | null): void => {
    const name = one.module.split(".")[0] ?? one.module;
    const known = found.get(name) ?? { totalUs: 0, selfUs: 0, modules: 0, importedBy: by };
    found.set(name, {
      ...known,
      totalUs: known.totalUs + (within.has(name) ? 0 : one.totalUs),
      selfUs: known.selfUs + one.selfUs,
      modules: known.modules + 1,
    });
    const below = new Set([...within, name]);
    for (const next of one.imports) visit(next, below, one.module);
  };
  for (const root of roots) visit(root, new Set(), null);
  return [...found]
    .map(([name, { totalUs, selfUs, modules, importedBy }]) => ({
      package: name,
      totalMs: totalUs / 1000,
      selfMs: selfUs / 1000,
      modules,
      importedBy,
    }))
    .toSorted((a, b) => b.totalMs - a.totalMs);
}

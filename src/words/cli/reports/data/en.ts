/** The words about restore points, exports and imports in English: the type that the other languages follow. */
export const dataEn = {
  point: "POINT",
  made: "MADE",
  reason: "WHY",
  release: "RELEASE",
  size: "SIZE",
  by: "BY",
  reasons: {
    migration: "before a migration",
    restore: "replaced by a restore",
    import: "replaced by an import",
  },
  none: (stage: string): string =>
    `${stage} has no restore points. One is made before a migration that cannot be undone.`,
  pointsHint: "monolift data restore --to NUMBER brings one of them back.",
  ask: {
    title: (stage: string, point: number, age: string): string =>
      `Restoring ${stage} to restore point ${point}, made ${age}:`,
    goes: "goes (now)",
    comes: "comes (then)",
    amounts: (rows: string, files: string): string => `${rows}, ${files}`,
    uncounted: "rows (not counted)",
    filesStay: "Uploaded files are no part of it and stay as they are.",
    kept: "What goes is kept as a restore point itself.",
    question: "Restore it?",
    yes: "yes, restore it",
    no: "no, leave everything as it is",
  },
  restored: (stage: string, point: number, hasFiles: boolean): string =>
    `${stage} has the ${hasFiles ? "rows and files" : "rows"} of restore point ${point}.`,
  keptAs: (point: number, argument: string): string =>
    `What was there is restore point ${point}: monolift data restore${argument} --to ${point} undoes this.`,
  fits: (live: number): string => `The code of release ${live}, which is live, fits these rows.`,
  fitsNot: (live: number, release: number | null): string =>
    release === null
      ? `Release ${live} is live; these rows may be of other migrations.`
      : `Release ${live} is live, and these rows are of release ${release}: migrations lie between the two.`,
  fitsNobody: "No release is live.",
  toUp: "apply the migrations again, and serve the code of this folder",
  toRollback: (release: number): string => `serve release ${release} again, which fits`,
  exported: (stage: string, folder: string): string => `The rows and files of ${stage} are in ${folder}.`,
  exportHint: "It holds all that people have entrusted to the application: keep it as safe as the database.",
  toImport: "bring it into a stage",
  imported: (stage: string, from: string, age: string): string =>
    `${stage} has the rows and files that ${from} had ${age}.`,
  amounts: (tables: string, rows: string, files: string, size: string): string =>
    `${rows} in ${tables}, ${files} (${size})`,
};

export type DataWords = typeof dataEn;

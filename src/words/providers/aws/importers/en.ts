/** What is said of other tools' files, in English: the type that the other languages follow. */
export const importersEn = {
  errors: {
    IMPORT_FILE_MISSING: (facts: { file: string }) => ({
      cause: `There is no file ${facts.file} to read the settings from.`,
      fix: "Name one that is there: `monolift init --import FILE`. Without `--import`, the project's folder is searched.",
    }),
    IMPORT_UNREADABLE: (facts: { file: string; reason: "denied" | "not-utf8" }) => ({
      cause: {
        denied: `${facts.file} may not be read by this user.`,
        "not-utf8": `${facts.file} is not written in UTF-8.`,
      }[facts.reason],
      fix: {
        denied: "Give this user the right to read the file.",
        "not-utf8": "Save the file as UTF-8.",
      }[facts.reason],
    }),
    IMPORT_SYNTAX: (facts: { file: string; reason: string }) => ({
      cause: `${facts.file} cannot be read to its end: ${facts.reason}`,
      fix: "Mend it there, or write monolift.toml by hand: one line, name, is enough.",
    }),
    IMPORT_UNKNOWN_FORMAT: (facts: { file: string; known: readonly string[] }) => ({
      cause: `${facts.file} does not look like the settings of a Django application: neither of magic-pocket, Zappa, Serverless with serverless-wsgi, nor a Procfile with a web process.`,
      fix: `These files can be read: ${facts.known.join(", ")}`,
    }),
  },
  notices: {
    IMPORT_PASSED_OVER: (facts: { file: string; line: number | null }) =>
      facts.line === null
        ? `${facts.file} cannot be read, so nothing was taken from it. \`monolift init --import ${facts.file}\` says why.`
        : `${facts.file} cannot be read past line ${facts.line}, so nothing was taken from it. \`monolift init --import ${facts.file}\` says why.`,
  },
};

export type ImportersWords = typeof importersEn;

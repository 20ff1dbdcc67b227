import type { importersEn } from "../../src/words/providers/aws/importers/en.ts";
import type { Samples } from "./samples.ts";

export const importersSamples: Samples<typeof importersEn> = {
  errors: {
    IMPORT_FILE_MISSING: [{ file: "deploy/zappa.json" }],
    IMPORT_UNREADABLE: [
      { file: "/x/pocket.toml", reason: "denied" },
      { file: "/x/pocket.toml", reason: "not-utf8" },
    ],
    IMPORT_SYNTAX: [{ file: "zappa_settings.json", reason: "Unexpected token }" }],
    IMPORT_UNKNOWN_FORMAT: [{ file: "pocket.toml", known: ["pocket.toml", "Procfile"] }],
  },
  notices: {
    IMPORT_PASSED_OVER: [
      { file: "zappa_settings.json", line: 12 },
      { file: "zappa_settings.json", line: null },
    ],
  },
};

import type { Rule } from "../plan.ts";

/** One database per stage, or, with `engine = "settings"`, whatever the project's own settings name. */
export const placeDatabase: Rule = (_facts, { database: { engine } }) => ({
  resources: [
    engine === "settings"
      ? { kind: "external", id: "database", what: "database" }
      : { kind: "database", id: "database", engine },
  ],
  edges: [{ from: "function.web", to: "database", may: ["connect"] }],
});

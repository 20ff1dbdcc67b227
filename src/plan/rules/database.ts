import type { Rule } from "../plan.ts";

/** One database per stage, or, with `engine = "settings"`, whatever the project's own settings name. */
export const placeDatabase: Rule = (_facts, wishes) => ({
  resources: [
    wishes.database.engine === "postgres"
      ? { kind: "database", id: "database", engine: "postgres" }
      : { kind: "external", id: "database", what: "database" },
  ],
  edges: [{ from: "function.web", to: "database", may: ["connect"] }],
});

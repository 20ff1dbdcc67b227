import type { Rule } from "../plan.ts";

/** A table of the stage's own database: sandboxes share no memory, and nothing has to run while idle. */
export const placeCache: Rule = (_facts, wishes) =>
  wishes.database.engine === "settings"
    ? { resources: [], edges: [] }
    : {
        resources: [{ kind: "cache", id: "cache", engine: "database-table", table: "monolift_cache" }],
        edges: [{ from: "cache", to: "database", may: ["connect"] }],
      };

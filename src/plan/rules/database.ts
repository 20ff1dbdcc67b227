import type { DatabaseWishes, Rule } from "../plan.ts";
import type { Resource } from "../resources.ts";

/** One database per stage, or, with `engine = "settings"`, whatever the project's own settings name. */
export const placeDatabase: Rule = (_facts, wishes) => ({
  resources: [databaseOf(wishes.database)],
  edges: [{ from: "function.web", to: "database", may: ["connect"] }],
});

function databaseOf(wishes: DatabaseWishes): Resource {
  const id = "database";
  switch (wishes.engine) {
    case "settings":
      return { kind: "external", id, what: "database" };
    case "neon": {
      const { engine, capacity } = wishes;
      return { kind: "database", id, engine, capacity };
    }
    case "aurora": {
      const { engine, capacity, awake } = wishes;
      return { kind: "database", id, engine, capacity, awake };
    }
    default:
      return { kind: "database", id, engine: wishes.engine };
  }
}

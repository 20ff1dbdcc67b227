import type { Rule } from "../plan.ts";

/** Each stage signs with a key of its own, made once and kept. */
export const placeSecret: Rule = () => ({
  resources: [{ kind: "secret", id: "secret.SECRET_KEY", name: "SECRET_KEY" }],
  edges: [{ from: "function.web", to: "secret.SECRET_KEY", may: ["read"] }],
});

import type { Rule } from "../plan.ts";

/** Where mail goes that the application sends. */
export const placeMailbox: Rule = () => ({
  resources: [{ kind: "mailbox", id: "mailbox" }],
  edges: [{ from: "function.web", to: "mailbox", may: ["send"] }],
});

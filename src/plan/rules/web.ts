import type { Rule } from "../plan.ts";

/** The whole application in one function behind one door, which streams what it answers; a load balancer cannot. */
export const placeWeb: Rule = (facts, { functions, ...wishes }) => ({
  resources: [
    {
      kind: "door",
      id: "door",
      responseMode: wishes.door === "alb" ? "buffered" : "stream",
      through: wishes.door ?? "auto",
      domain: wishes.domain ?? null,
    },
    {
      kind: "function",
      id: "function.web",
      name: "web",
      application: facts.application,
      interface: facts.interface,
      contract: "runtime-api",
      memoryMb: functions.web.memoryMb,
      tmpMb: functions.web.tmpMb,
      timeoutSeconds: functions.web.timeoutSeconds,
      concurrency: functions.web.concurrency,
      warmUp: [],
      ...(functions.web.hasSnapshot === true ? { startsFrom: "snapshot" } : {}),
    },
  ],
  edges: [{ from: "door", to: "function.web", may: ["invoke"] }],
});

import { finding } from "../finding.ts";
import { placeOfSetting, type Rule } from "../subject.ts";

/** Routes for WebSockets, which a function cannot hold open. */
export const findWebsockets: Rule = (subject) => {
  const routes = subject.facts.notRunning.find(({ kind }) => kind === "websockets")?.count ?? 0;
  if (routes === 0) return [];
  return [finding("warning", "WEBSOCKETS", { routes }, [placeOfSetting(subject, "ASGI_APPLICATION")])];
};

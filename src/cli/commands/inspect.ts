import { withChoices } from "../choose-candidate.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export interface InspectFlags extends CommonFlags {
  readonly routes: boolean;
  readonly refresh: boolean;
}

export async function inspect(
  this: Session,
  { routes, refresh }: InspectFlags,
  stage?: string,
): Promise<void> {
  const facts = await withChoices(this, (context) => this.actions.inspect(context, { stage, refresh }));
  if (routes) {
    const { routesResult, sayRoutes } = await import("../../reports/routes.ts");
    const result = routesResult(facts);
    return this.answer(result, (page) => sayRoutes(result, page));
  }
  return this.answer(facts, async (page) => {
    const { sayInspect } = await import("../../reports/inspect.ts");
    return sayInspect(facts, page);
  });
}

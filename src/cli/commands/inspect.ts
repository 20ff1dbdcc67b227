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
  await this.answer(facts, async (page) => {
    const { sayInspect, sayRoutes } = await import("../../reports/inspect.ts");
    return routes ? sayRoutes(facts, page) : sayInspect(facts, page);
  });
}

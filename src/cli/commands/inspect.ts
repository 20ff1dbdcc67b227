import type { ActionContext } from "../../actions/context.ts";
import { exitCodes, UserError } from "../../errors.ts";
import { withChoices } from "../choose-candidate.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";
import { answerDocument } from "./answer-document.ts";

export interface InspectFlags extends CommonFlags {
  readonly routes: boolean;
  readonly openapi: boolean;
  readonly graphql: boolean;
  readonly refresh: boolean;
  readonly out?: string;
}

type Facts = Awaited<ReturnType<Session["actions"]["inspect"]>>;

/** What is shown of an application; without a word of it, an overview. */
const views = {
  routes: answerRoutes,
  openapi: answerOpenapi,
  graphql: answerGraphql,
} as const;

export async function inspect(this: Session, flags: InspectFlags, stage?: string): Promise<void> {
  const asked = (Object.keys(views) as (keyof typeof views)[]).filter((view) => flags[view]);
  const [view, other] = asked;
  if (view !== undefined && other !== undefined)
    throw new UserError(
      "ONE_VIEW_AT_A_TIME",
      { flags: [`--${view}`, `--${other}`] },
      { exitCode: exitCodes.wrongUse },
    );
  const { refresh, openapi: describesApi } = flags;
  const work = (context: ActionContext): Promise<Facts> =>
    this.actions.inspect(context, { stage, refresh, describesApi });
  const facts = await withChoices(this, work);
  await (view === undefined ? answerOverview : views[view])(this, facts, flags.out);
}

async function answerOverview(session: Session, facts: Facts, out: string | undefined): Promise<void> {
  const { sayInspect } = await import("../../reports/inspect.ts");
  await answerDocument(session, { result: facts, text: sayInspect(facts, paperFor(session, out)), out });
}

async function answerRoutes(session: Session, facts: Facts, out: string | undefined): Promise<void> {
  const { routesResult, sayRoutes } = await import("../../reports/routes.ts");
  const result = routesResult(facts);
  await answerDocument(session, { result, text: sayRoutes(result, paperFor(session, out)), out });
}

async function answerOpenapi(session: Session, facts: Facts, out: string | undefined): Promise<void> {
  const { sayOpenapi } = await import("../../reports/openapi.ts");
  const { language } = session.page;
  const result = sayOpenapi(facts, { name: await nameOf(session), language });
  await answerDocument(session, { result, text: `${JSON.stringify(result, null, 2)}\n`, out });
}

async function answerGraphql(session: Session, { graphql }: Facts, out: string | undefined): Promise<void> {
  if (graphql.length === 0) throw new UserError("NO_GRAPHQL_SCHEMA", {});
  const { sayGraphql } = await import("../../reports/graphql.ts");
  const result = { schemas: graphql };
  await answerDocument(session, { result, text: `${sayGraphql(result)}\n`, out });
}

/** By now there is a file, and it has the name. */
async function nameOf({ world }: Session): Promise<string> {
  const { loadConfig } = await import("../../config/load.ts");
  return (await loadConfig(world.cwd, world.environment))?.name ?? "";
}

/** Files have no colour. */
function paperFor({ page }: Session, out: string | undefined): Session["page"] {
  return out === undefined ? page : { ...page, colour: false };
}

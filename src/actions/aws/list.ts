import { MonoliftError } from "../../errors.ts";
import type { StageConfig } from "../../config/stage.ts";
import type { Aws } from "../../providers/aws/aws.ts";
import { connectToAws } from "../../providers/aws/connect.ts";
import { findStages } from "../../providers/aws/data/leftovers/find-leftovers.ts";
import { stackName, type StageNames } from "../../providers/aws/names.ts";
import { readStack } from "../../providers/aws/stack/stack.ts";
import { readStage } from "../../providers/aws/stage.ts";
import { notice } from "../../words/words.ts";
import type { ActionContext } from "../context.ts";
import type { ListResult } from "../results.ts";
import { addressOf } from "./address.ts";
import type { NamedStages } from "./named-stages.ts";

type ListedStage = ListResult["stages"][number];

/**
 * The stages of AWS that files name, or those of the same accounts and Regions that no file names. An account that cannot be
 * asked is left out, which is told.
 */
export async function listOnAws(
  context: ActionContext,
  named: NamedStages,
  options: { readonly orphans: boolean },
): Promise<readonly ListedStage[]> {
  const { signal, tell, language, environment } = context;
  const found = new Map<string, ListedStage>();
  for (const stages of placesOf(named.stages)) {
    const [first] = stages;
    try {
      const aws = await connectToAws(first, environment);
      const wanted = options.orphans
        ? (await findStages(aws, { signal })).filter(
            ({ project, stage }) => named.rootOf(project, stage) === null,
          )
        : stages.map(({ name, stage }) => ({ project: name, stage }));
      for (const names of wanted) {
        const one = await describe(aws, names, named.rootOf(names.project, names.stage));
        found.set(`${one.name}/${one.stage} ${one.account} ${one.region}`, one);
      }
      aws.close();
    } catch (error) {
      if (!(error instanceof MonoliftError)) throw error;
      const facts = {
        stages: stages.map(({ name, stage }) => `${name}/${stage}`),
        cause: error.say(language).cause,
      };
      tell({ type: "notice", notice: notice("AWS_NOT_ASKED", facts) });
    }
  }
  return [...found.values()];
}

/** Stages of one account and Region need one connection. */
function placesOf(stages: readonly StageConfig[]): readonly (readonly [StageConfig, ...StageConfig[]])[] {
  const places = new Map<string, readonly [StageConfig, ...StageConfig[]]>();
  for (const stage of stages) {
    const key = `${stage.account} ${stage.region}`;
    const there = places.get(key);
    places.set(key, there === undefined ? [stage] : [...there, stage]);
  }
  return [...places.values()];
}

async function describe(aws: Aws, names: StageNames, root: string | null): Promise<ListedStage> {
  const [{ live }, stack] = await Promise.all([readStage(aws, names), readStack(aws, stackName(names))]);
  const url = addressOf(stack?.outputs);
  return {
    name: names.project,
    stage: names.stage,
    provider: "aws",
    root,
    rootExists: root !== null,
    account: aws.account,
    region: aws.region,
    state: live === undefined ? "never-lifted" : "serving",
    url,
    browserUrl: url,
    release: live?.release ?? null,
    releasedAt: live?.createdAt ?? null,
    lastRequestAt: null,
    expiresAt: null,
    sizeBytes: null,
  };
}

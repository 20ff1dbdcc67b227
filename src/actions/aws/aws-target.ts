import { askFunction, bootFunction } from "../../providers/aws/functions/ask.ts";
import { awaitVersion } from "../../providers/aws/functions/await-version.ts";
import type { WaitWatcher } from "../../providers/aws/waiting.ts";
import { runRemoteCommand } from "../../providers/aws/functions/run-command.ts";
import type { AwsRelease } from "../../providers/aws/releases.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import type { BootReport } from "../../providers/provider.ts";
import type { ReleaseTarget } from "../release-target.ts";

/** A new release on AWS: versions that nobody leads to yet. */
export interface AwsCandidate {
  readonly stage: AwsStage;
  readonly functions: AwsRelease["functions"];
  readonly database: ReleaseTarget["database"];
  /** Host that the application is to believe it was asked by. */
  readonly host: string;
  /** What a door has to send, where there is one that does. */
  readonly originWord: string | null;
  readonly keepData: ReleaseTarget["keepData"];
  /** Told of what the first start waits for. */
  readonly watcher: Pick<WaitWatcher, "signal" | "pause" | "onWaiting">;
  readonly signal: AbortSignal;
}

/** The steps of a release, done by invoking its versions. */
export function awsTarget(candidate: AwsCandidate): ReleaseTarget {
  const { stage, functions, host, originWord } = candidate;
  const { aws } = stage;
  let failed = "";
  return {
    live: stage.alias?.release ?? undefined,
    database: candidate.database,
    run: (parameters, onResult) =>
      runRemoteCommand(aws, versionOf(functions, "manage"), {
        arguments: parameters,
        signal: candidate.signal,
        ...(onResult === undefined ? {} : { onResult }),
      }),
    boot: () => bootAll(candidate),
    ask: async (path) => {
      const answer = await askFunction(aws, versionOf(functions, "web"), { path, host, originWord });
      failed = answer.logTail;
      return { status: answer.status };
    },
    readFailure: () => Promise.resolve({ said: failed === "" ? undefined : failed }),
    keepData: candidate.keepData,
  };
}

/** One after the other: the first that does not start says why. */
async function bootAll({ stage, functions, watcher }: AwsCandidate): Promise<BootReport> {
  let report: BootReport | undefined;
  for (const { functionName, version, memoryMb, name } of functions) {
    await awaitVersion(stage.aws, { name: functionName, qualifier: version }, watcher);
    const booted = await bootFunction(stage.aws, { name: functionName, qualifier: version }, memoryMb);
    if (!booted.ok) return booted;
    if (name === "web" || report === undefined) report = booted;
  }
  if (report === undefined) throw new TypeError("a release has functions");
  return report;
}

function versionOf(
  functions: AwsRelease["functions"],
  name: string,
): { readonly name: string; readonly qualifier: string } {
  const found = functions.find((one) => one.name === name);
  if (found === undefined) throw new TypeError(`a release has a function ${name}`);
  return { name: found.functionName, qualifier: found.version };
}

import { once } from "node:events";
import type { FunctionVersion } from "../functions/function.ts";
import type { BootReport } from "../functions/functions.ts";
import type { Door } from "../gateway/door.ts";
import type { Platform } from "./platform.ts";
import type { Call } from "./server.ts";
import { serveStage, withRole } from "./stages.ts";

/** Code that is served for a while in the place of what a stage's release has: only in memory. */
export interface DevelopedCode {
  /** Under the names and numbers of versions that the stage serves. */
  readonly functions: readonly FunctionVersion[];
  readonly door: Door | null;
}

/**
 * The operation `develop`: tells of each request to a stage, as one line of JSON (`AnsweredRequest`), until the caller
 * ends the call or is gone; an empty line says that it has begun. Then what the stage's release says is served again, whatever `use-code` has put in its place.
 */
export async function develop(
  platform: Platform,
  { stage }: { readonly stage: string },
  { signal, tell }: Call,
): Promise<object> {
  const end = platform.followers.follow(stage, (answered) => tell(JSON.stringify(answered)));
  tell("");
  if (!signal.aborted) await once(signal, "abort");
  end();
  await platform.inTurn(stage, async () => {
    const services = platform.stages.get(stage);
    if (!platform.developed.delete(stage) || services === undefined || services.isStopped) return;
    await serveStage(platform, services);
  });
  return {};
}

/**
 * The operation `use-code`: sandboxes of other code take the place of those of a stage's release, once each function has
 * one that has started; requests under way end where they are. Where one does not start, nothing has changed. Nothing of
 * it is written: a restart, a switch and the end of `develop` bring the release back.
 */
export function useCode(
  platform: Platform,
  { stage, functions, door }: DevelopedCode & { readonly stage: string },
): Promise<BootReport> {
  return platform.inTurn(stage, async () => {
    const before = platform.developed.get(stage)?.functions ?? platform.stages.get(stage)?.functions ?? [];
    let report: BootReport = { ok: false, failure: { kind: "closing" } };
    for (const [index, version] of functions.entries()) {
      report = await platform.functions.replace(await withRole(platform, stage, version));
      if (report.ok) continue;
      for (const { functionName, version: number } of functions.slice(0, index)) {
        const former = before.find((one) => one.functionName === functionName && one.version === number);
        if (former !== undefined) platform.functions.publish(await withRole(platform, stage, former));
      }
      return report;
    }
    if (door !== null) await platform.gateway.open(door);
    platform.developed.set(stage, { functions, door });
    return report;
  });
}

import type { FunctionVersion } from "../functions/function.ts";
import type { BootReport } from "../functions/functions.ts";
import { pointToSecrets } from "../functions/secrets.ts";
import type { Platform } from "./platform.ts";
import { publishVersion, withRole } from "./stages.ts";

/** What became of a stage's new secrets: what is served has them, or nothing is served that could have. */
export type SecretsUse =
  | { readonly isUsed: true; readonly isServed: boolean }
  | { readonly isUsed: false; readonly failure: Extract<BootReport, { ok: false }>["failure"] };

/**
 * The operation `use-secrets`: a sandbox of each function that is served starts with the new secrets, and takes the place
 * of those with the old ones. Requests that are under way end where they are. Where one does not start, the old secrets
 * stay the current ones.
 */
export function useSecrets(
  platform: Platform,
  request: { readonly stage: string; readonly folder: string; readonly version: number },
): Promise<SecretsUse> {
  const { stage, folder, version } = request;
  return platform.inTurn(stage, async () => {
    const services = platform.stages.get(stage);
    const served =
      services === undefined || services.isStopped
        ? []
        : (platform.developed.get(stage)?.functions ?? services.functions);
    const replaced: FunctionVersion[] = [];
    for (const one of served) {
      const report = await platform.functions.replace(await withRole(platform, stage, one, version));
      if (!report.ok) {
        for (const former of replaced) await publishVersion(platform, stage, former);
        return { isUsed: false, failure: report.failure };
      }
      replaced.push(one);
    }
    await pointToSecrets(folder, version);
    return { isUsed: true, isServed: served.length > 0 };
  });
}

import { UserError } from "../errors.ts";
import { loadConfig } from "../config/load.ts";
import type { ActionContext } from "./context.ts";
import { detectApplication } from "./application.ts";
import type { InitResult } from "./results.ts";
import { openSite, writeConfig } from "./site.ts";

/**
 * Writes `monolift.toml` and says what was found in the project; starts nothing.
 *
 * @param options.name Name of the project; by default one that follows from its folder.
 * @throws {UserError} `CONFIG_EXISTS` when a name is asked for and there is a file with another one.
 */
export async function init(
  context: ActionContext,
  options: { readonly name?: string | undefined },
): Promise<InitResult> {
  const found: InitResult["found"] = [];
  const tell: ActionContext["tell"] = (event) => {
    if (event.type === "found") found.push({ what: event.what, value: event.value, from: event.from });
    context.tell(event);
  };
  const existing = await loadConfig(context.cwd, context.environment);
  if (existing !== undefined && options.name !== undefined && options.name !== existing.name) {
    throw new UserError("CONFIG_EXISTS", { file: existing.file });
  }
  const config = existing ?? (await writeConfig({ ...context, tell }, options.name));
  await detectApplication(
    { ...context, tell },
    await openSite({ ...context, cwd: config.root, tell }, undefined),
  );
  return { file: config.file, name: config.name, created: existing === undefined, found };
}

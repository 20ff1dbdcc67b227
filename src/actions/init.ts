import { basename } from "node:path";
import { UserError } from "../errors.ts";
import { createConfigFile } from "../config/create.ts";
import { deriveName } from "../config/derive-name.ts";
import { loadConfig, type Config } from "../config/load.ts";
import type { ActionContext } from "./context.ts";
import { detectApplication } from "./application.ts";
import { importSettings } from "./import-settings.ts";
import type { InitResult } from "./results.ts";
import { findNewRoot, loadWritten, openSite } from "./site.ts";

/** What `init` is asked for. */
export interface InitOptions {
  /** Name of the project; by default the one that another tool's file has, or one that follows from the folder. */
  readonly name?: string | undefined;
  /** The file of another tool to read; by default the first one that there is. */
  readonly importFile?: string | undefined;
}

/**
 * Writes `monolift.toml` and says what was found in the project; starts nothing. Where another tool has a file there, what
 * that says is taken over.
 *
 * @throws {UserError} `CONFIG_EXISTS` when another name or a file of another tool is asked for and there is a file already;
 *   what `importProject` throws.
 */
export async function init(context: ActionContext, options: InitOptions): Promise<InitResult> {
  const found: InitResult["found"] = [];
  const tell: ActionContext["tell"] = (event) => {
    if (event.type === "found") found.push({ what: event.what, value: event.value, from: event.from });
    context.tell(event);
  };
  const existing = await loadConfig(context.cwd, context.environment);
  const isOther = options.name !== undefined && options.name !== existing?.name;
  if (existing !== undefined && (isOther || options.importFile !== undefined)) {
    throw new UserError("CONFIG_EXISTS", { file: existing.file });
  }
  const { config, imported } =
    existing === undefined
      ? await write({ ...context, tell }, options)
      : { config: existing, imported: null };
  await detectApplication(
    { ...context, tell },
    await openSite({ ...context, cwd: config.root, tell }, undefined),
  );
  return { file: config.file, name: config.name, created: existing === undefined, found, imported };
}

async function write(
  context: ActionContext,
  options: InitOptions,
): Promise<{ readonly config: Config; readonly imported: InitResult["imported"] }> {
  const root = await findNewRoot(context);
  const folderName = basename(root);
  const { name, importFile } = options;
  const settings = await importSettings(context, root, { file: importFile, name, folderName });
  const file = await createConfigFile(root, settings ?? { name: name ?? (await deriveName(folderName)) });
  // Said before anything else can fail: the file is there from now on, and the next call reads nothing again.
  if (settings !== undefined) context.tell({ type: "imported", imported: settings.imported });
  return { config: await loadWritten(context, file), imported: settings?.imported ?? null };
}

import { UserError } from "../errors.ts";
import type { DatabaseTable } from "./database-of.ts";
import type { Layer } from "./schema.ts";

/**
 * Refuses what only AWS has by its name, so that a stage on this machine never does less than its file says.
 *
 * @throws {UserError} `KEY_ONLY_ON_AWS`
 */
export function refuseAwsKeys(
  {
    database,
    network,
    functions,
    alerts,
    mail,
    secrets,
  }: {
    readonly database?: DatabaseTable;
    readonly network?: Layer["network"];
    readonly functions?: Layer["functions"];
    readonly alerts?: Layer["alerts"];
    readonly mail?: Layer["mail"];
    readonly secrets?: Layer["secrets"];
  },
  { stage, file }: { readonly stage: string; readonly file: string },
): void {
  const { engine, ...ofAurora } = database ?? {};
  const web = functions?.web ?? {};
  const [key] = [
    ...(["architecture", "snapstart"] as const)
      .filter((name) => web[name] !== undefined)
      .map((name) => `functions.web.${name}`),
    ...(engine === "aurora" ? ['database.engine = "aurora"'] : []),
    ...Object.keys(ofAurora).map((name) => `database.${name}`),
    ...Object.keys(network ?? {}).map((name) => `network.${name}`),
    ...Object.keys(alerts ?? {}).map((name) => `alerts.${name}`),
    ...(["store", "share"] as const)
      .filter((name) => secrets?.[name] !== undefined)
      .map((name) => `secrets.${name}`),
    ...(mail?.engine === "ses" ? ['mail.engine = "ses"'] : []),
    ...(mail?.from === undefined ? [] : ["mail.from"]),
  ];
  if (key !== undefined) throw new UserError("KEY_ONLY_ON_AWS", { key, stage }, { place: { file } });
}

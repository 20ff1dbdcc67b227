import { join } from "node:path";
import { UserError, type ErrorContext } from "../../errors.ts";
import type { InspectionError, InspectionFrame } from "./inspector-answer.ts";

/** Where the user's own files are, and how long the inspection was given. */
export interface FailureGround {
  readonly projectRoot: string;
  readonly timeoutMs: number;
}

type MakeError = (found: InspectionError, context: ErrorContext, ground: FailureGround) => Error;

const raised = ({ exception, message }: InspectionError): { exception: string; message: string } => ({
  exception,
  message: message.split("\n", 1)[0] ?? "",
});

const errors: Readonly<Record<InspectionError["code"], MakeError>> = {
  SETTINGS_RAISED: (found, context) =>
    new UserError("SETTINGS_RAISED", { settingsModule: found.settingsModule, ...raised(found) }, context),
  SETTINGS_EMPTY: ({ settingsModule, candidates }, context) =>
    new UserError("SETTINGS_EMPTY", { settingsModule, candidates }, context),
  VARIABLE_MISSING: ({ variable = "" }, context) => new UserError("VARIABLE_MISSING", { variable }, context),
  MODULE_MISSING: (found, context) => new UserError("MODULE_MISSING", missingModule(found), context),
  LOGGING_FAILED: (found, context) => new UserError("LOGGING_FAILED", raised(found), context),
  APPS_FAILED: (found, context) => new UserError("APPS_FAILED", raised(found), context),
  MODELS_FAILED: (found, context) => new UserError("MODELS_FAILED", raised(found), context),
  ROOT_URLCONF_MISSING: ({ settingsModule }, context) =>
    new UserError("ROOT_URLCONF_MISSING", { settingsModule }, context),
  URLCONF_FAILED: (found, context) =>
    new UserError("URLCONF_FAILED", { urlconf: found.urlconf ?? "", ...raised(found) }, context),
  APPLICATION_FAILED: (found, context) =>
    new UserError("APPLICATION_FAILED", { application: found.application ?? "", ...raised(found) }, context),
  TIMED_OUT: ({ duringStep: step }, context, { timeoutMs }) =>
    new UserError("INSPECTION_TIMED_OUT", { seconds: timeoutMs / 1000, step }, context),
  INSPECTOR_FAILED: ({ exception, message, duringStep, traceback = "" }) =>
    new Error(`The inspector failed in step ${duringStep}: ${exception}: ${message}\n${traceback}`),
};

/**
 * The error that a user reads for what the inspector found: at their own line, with their own frames.
 *
 * @returns A `UserError`; for a fault of the inspector itself a plain `Error` with its traceback, which is a bug.
 */
export function inspectionFailure(found: InspectionError, ground: FailureGround): Error {
  return errors[found.code](found, contextOf(found, ground.projectRoot), ground);
}

function missingModule({ module = "", package: name, removedIn, isOwnModule = false }: InspectionError): {
  module: string;
  package: string | null;
  removedIn: string | null;
  isOwnModule: boolean;
} {
  return { module, package: name ?? null, removedIn: removedIn ?? null, isOwnModule };
}

/** Place: the innermost line of the user's. Detail: the traceback as Python prints it, without the frames between. */
function contextOf(found: InspectionError, projectRoot: string): ErrorContext {
  const own = found.frames.findLast(({ isOwn }) => isOwn);
  const trace = renderTrace(found.frames);
  const last = found.exception === "" ? "" : `${found.exception}: ${found.message}`;
  const detail = [trace, last].filter((part) => part !== "").join("\n");
  return {
    ...(own === undefined
      ? {}
      : { place: { file: join(projectRoot, own.file), line: own.line, excerpt: own.text } }),
    ...(detail === "" ? {} : { detail }),
  };
}

function renderTrace(frames: readonly InspectionFrame[]): string {
  return frames
    .map(
      ({ file, line, function: name, text }) =>
        `  File "${file}", line ${line}, in ${name}${text === "" ? "" : `\n    ${text}`}`,
    )
    .join("\n");
}

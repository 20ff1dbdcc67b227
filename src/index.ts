/** The library: the same verbs that the command line offers, as functions that return values and tell events. */
export type { ActionContext } from "./actions/context.ts";
export type { ActionEvent, Tell } from "./actions/events.ts";
export * from "./actions/results.ts";
export { down, prepareDown } from "./actions/down.ts";
export { init } from "./actions/init.ts";
export { inspect } from "./actions/inspect.ts";
export { list } from "./actions/list.ts";
export { logs } from "./actions/logs.ts";
export { open } from "./actions/open.ts";
export { run } from "./actions/run.ts";
export { status } from "./actions/status.ts";
export { stop } from "./actions/stop.ts";
export { up } from "./actions/up.ts";
export { MonoliftError, OperationError, UserError } from "./errors.ts";
export { factsSchema, type Facts } from "./facts/schema.ts";
export { findHome, type Home } from "./system/home.ts";

import type { down, prepareDown } from "../actions/down.ts";
import type { init } from "../actions/init.ts";
import type { inspect } from "../actions/inspect.ts";
import type { list } from "../actions/list.ts";
import type { logs } from "../actions/logs.ts";
import type { open } from "../actions/open.ts";
import type { run } from "../actions/run.ts";
import type { status } from "../actions/status.ts";
import type { stop } from "../actions/stop.ts";
import type { up } from "../actions/up.ts";

/** What the verbs do. The command line is built over this table, so that it can be tried without lifting anything. */
export interface Actions {
  readonly up: typeof up;
  readonly status: typeof status;
  readonly list: typeof list;
  readonly logs: typeof logs;
  readonly run: typeof run;
  readonly open: typeof open;
  readonly inspect: typeof inspect;
  readonly init: typeof init;
  readonly stop: typeof stop;
  readonly prepareDown: typeof prepareDown;
  readonly down: typeof down;
}

/** The real actions, each loaded when it is called: `--help` and `status` do not wait for what `up` needs. */
export const realActions: Actions = {
  up: async (...given) => (await import("../actions/up.ts")).up(...given),
  status: async (...given) => (await import("../actions/status.ts")).status(...given),
  list: async (...given) => (await import("../actions/list.ts")).list(...given),
  logs: async (...given) => (await import("../actions/logs.ts")).logs(...given),
  run: async (...given) => (await import("../actions/run.ts")).run(...given),
  open: async (...given) => (await import("../actions/open.ts")).open(...given),
  inspect: async (...given) => (await import("../actions/inspect.ts")).inspect(...given),
  init: async (...given) => (await import("../actions/init.ts")).init(...given),
  stop: async (...given) => (await import("../actions/stop.ts")).stop(...given),
  prepareDown: async (...given) => (await import("../actions/down.ts")).prepareDown(...given),
  down: async (...given) => (await import("../actions/down.ts")).down(...given),
};

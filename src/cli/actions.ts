import type { cold } from "../actions/cold.ts";
import type { dataExport } from "../actions/data-export.ts";
import type { dataImport } from "../actions/data-import.ts";
import type { dataPoints } from "../actions/data-points.ts";
import type { dataRestore, prepareRestore } from "../actions/data-restore.ts";
import type { dev } from "../actions/dev.ts";
import type { diff } from "../actions/diff.ts";
import type { doctor } from "../actions/doctor.ts";
import type { down, prepareDown } from "../actions/down.ts";
import type { init } from "../actions/init.ts";
import type { inspect } from "../actions/inspect.ts";
import type { keepNeonKey } from "../actions/keep-neon-key.ts";
import type { learnApplication } from "../actions/learn-application.ts";
import type { list } from "../actions/list.ts";
import type { logs } from "../actions/logs.ts";
import type { open } from "../actions/open.ts";
import type { releases } from "../actions/releases.ts";
import type { rollback } from "../actions/rollback.ts";
import type { run } from "../actions/run.ts";
import type { importSecrets } from "../actions/import-secrets.ts";
import type { getSecret, listSecrets, prepareSetSecret, setSecret, unsetSecret } from "../actions/secrets.ts";
import type { status } from "../actions/status.ts";
import type { stop } from "../actions/stop.ts";
import type { up } from "../actions/up.ts";

/** What the verbs do. The command line is built over this table, so that it can be tried without lifting anything. */
export interface Actions {
  readonly up: typeof up;
  readonly status: typeof status;
  readonly list: typeof list;
  readonly logs: typeof logs;
  readonly releases: typeof releases;
  readonly rollback: typeof rollback;
  readonly dataPoints: typeof dataPoints;
  readonly prepareRestore: typeof prepareRestore;
  readonly dataRestore: typeof dataRestore;
  readonly dataExport: typeof dataExport;
  readonly dataImport: typeof dataImport;
  readonly run: typeof run;
  readonly prepareSetSecret: typeof prepareSetSecret;
  readonly setSecret: typeof setSecret;
  readonly getSecret: typeof getSecret;
  readonly listSecrets: typeof listSecrets;
  readonly unsetSecret: typeof unsetSecret;
  readonly importSecrets: typeof importSecrets;
  readonly open: typeof open;
  readonly inspect: typeof inspect;
  readonly learnApplication: typeof learnApplication;
  readonly doctor: typeof doctor;
  readonly cold: typeof cold;
  readonly dev: typeof dev;
  readonly diff: typeof diff;
  readonly init: typeof init;
  readonly stop: typeof stop;
  readonly prepareDown: typeof prepareDown;
  readonly down: typeof down;
  readonly keepNeonKey: typeof keepNeonKey;
}

/** The real actions, each loaded when it is called: `--help` and `status` do not wait for what `up` needs. */
export const realActions: Actions = {
  up: async (...given) => (await import("../actions/up.ts")).up(...given),
  status: async (...given) => (await import("../actions/status.ts")).status(...given),
  list: async (...given) => (await import("../actions/list.ts")).list(...given),
  logs: async (...given) => (await import("../actions/logs.ts")).logs(...given),
  releases: async (...given) => (await import("../actions/releases.ts")).releases(...given),
  rollback: async (...given) => (await import("../actions/rollback.ts")).rollback(...given),
  dataPoints: async (...given) => (await import("../actions/data-points.ts")).dataPoints(...given),
  prepareRestore: async (...given) => (await import("../actions/data-restore.ts")).prepareRestore(...given),
  dataRestore: async (...given) => (await import("../actions/data-restore.ts")).dataRestore(...given),
  dataExport: async (...given) => (await import("../actions/data-export.ts")).dataExport(...given),
  dataImport: async (...given) => (await import("../actions/data-import.ts")).dataImport(...given),
  run: async (...given) => (await import("../actions/run.ts")).run(...given),
  prepareSetSecret: async (...given) => (await import("../actions/secrets.ts")).prepareSetSecret(...given),
  setSecret: async (...given) => (await import("../actions/secrets.ts")).setSecret(...given),
  getSecret: async (...given) => (await import("../actions/secrets.ts")).getSecret(...given),
  listSecrets: async (...given) => (await import("../actions/secrets.ts")).listSecrets(...given),
  unsetSecret: async (...given) => (await import("../actions/secrets.ts")).unsetSecret(...given),
  importSecrets: async (...given) => (await import("../actions/import-secrets.ts")).importSecrets(...given),
  open: async (...given) => (await import("../actions/open.ts")).open(...given),
  dev: async (...given) => (await import("../actions/dev.ts")).dev(...given),
  diff: async (...given) => (await import("../actions/diff.ts")).diff(...given),
  doctor: async (...given) => (await import("../actions/doctor.ts")).doctor(...given),
  cold: async (...given) => (await import("../actions/cold.ts")).cold(...given),
  inspect: async (...given) => (await import("../actions/inspect.ts")).inspect(...given),
  learnApplication: async (...given) =>
    (await import("../actions/learn-application.ts")).learnApplication(...given),
  init: async (...given) => (await import("../actions/init.ts")).init(...given),
  stop: async (...given) => (await import("../actions/stop.ts")).stop(...given),
  prepareDown: async (...given) => (await import("../actions/down.ts")).prepareDown(...given),
  keepNeonKey: async (...given) => (await import("../actions/keep-neon-key.ts")).keepNeonKey(...given),
  down: async (...given) => (await import("../actions/down.ts")).down(...given),
};

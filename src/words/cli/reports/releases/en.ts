/** The words about releases in English: the type that the other languages follow. */
export const releasesEn = {
  release: "RELEASE",
  state: "STATE",
  released: "RELEASED",
  by: "BY",
  size: "SIZE",
  migrations: "MIGRATIONS",
  changed: "CHANGED",
  commit: "COMMIT",
  states: { live: "live", canary: "canary", kept: "" },
  parts: {
    code: "code",
    dependencies: "dependencies",
    runtime: "Monolift",
    configuration: "configuration",
  },
  /** Beside a commit: files differed from it. */
  dirty: "(edited)",
  none: "No release yet. monolift up makes one.",
  rollbackHint: "monolift rollback --to NUMBER returns to one of them.",
  history: "What moved",
  moved: {
    up: (from: number | null, to: number): string => (from === null ? `${to}` : `${from} → ${to}`),
    rollback: (from: number, to: number): string => `${from} → ${to}, rolled back`,
    passed: (from: number, to: number): string => `${from} → ${to}, after a canary`,
    wentBack: (to: number, seen: string): string => `canary of ${to} went back: ${seen}`,
    cutShort: (to: number): string => `canary of ${to} was ended`,
  },
  canary: {
    title: (release: number, percent: number, from: number): string =>
      `Canary: release ${release} gets ${percent}% of the requests, release ${from} the rest.`,
    time: (watched: string, whole: string): string => `${watched} of ${whole} are over`,
    threshold: (percent: number, metric: string): string =>
      `it goes back when more than ${percent}% are ${metric}`,
    /** What counts as an error. */
    metrics: { "5xx": "answers of 5xx", errors: "failed invocations" },
    side: (release: number): string => `release ${release}`,
    requests: (n: number): string => `${n.toLocaleString("en")} ${n === 1 ? "request" : "requests"}`,
    errors: (n: number, share: string): string =>
      `${n.toLocaleString("en")} ${n === 1 ? "error" : "errors"} (${share})`,
    throttles: (n: number): string => `${n.toLocaleString("en")} throttled`,
    errorsOf: (errors: number, requests: number, metric: string): string =>
      `${errors.toLocaleString("en")} of ${requests.toLocaleString("en")} were ${metric}`,
    wentBack: (release: number, from: number, age: string, seen: string): string =>
      `The canary of release ${release} went back to release ${from} ${age}: ${seen}.`,
  },
  rolledBack: (from: number, to: number, by: string | null, age: string): string =>
    `Rolled back from release ${from} to ${to}${by === null ? "" : ` by ${by}`}, ${age}.`,
  rollback: {
    serving: (release: number, stage: string, from: number): string =>
      `Release ${release} of ${stage} is serving; release ${from} no longer is.`,
    canaryEnded: (canary: number, release: number, stage: string): string =>
      `The canary of release ${canary} is over: release ${release} of ${stage} gets every request.`,
    moved: (time: string): string => `The switch took ${time}.`,
    migrations: (release: number, names: string): string =>
      `These migrations stay applied, although release ${release} does not know them: ${names}`,
    stays: (secrets: number | string | null): string =>
      `${secrets === null ? "Rows, uploads and secrets are as they were" : `The secrets are those of version ${secrets} again; rows and uploads are as they were`}; static files of newer releases stay for pages that are open.`,
    up: "lift what the project's folder says now",
    releases: "what is kept, and what moved",
  },
  up: {
    trying: (release: number, stage: string, percent: number, time: string, threshold: number): string =>
      `Release ${release} of ${stage} is being tried: it gets ${percent}% of the requests for ${time}, then all of them, unless more than ${threshold}% are errors.`,
    status: "how it does",
    rollback: "end it at once",
  },
};

export type ReleaseWords = typeof releasesEn;

/** Prices with their currency; null where one is not known, or there is nothing yet. */
export interface IdleCost {
  readonly before: string | null;
  readonly after: string | null;
  readonly region: string;
}

/** The words about what `up` would do, in English: the type that the other languages follow. */
export const diffEn = {
  nothing: (release: number, stage: string): string =>
    `Nothing has changed: monolift up would keep release ${release} of ${stage}.`,
  nothingStopped: (release: number, stage: string): string =>
    `Nothing has changed: monolift up would start release ${release} of ${stage} again.`,
  first: (stage: string): string => `monolift up would make the first release of ${stage}.`,
  next: (stage: string, release: number): string =>
    `monolift up would make a new release of ${stage}; compared with release ${release}:`,
  parts: "made anew",
  partNames: {
    code: "code",
    dependencies: "dependencies",
    runtime: "Monolift",
    configuration: "configuration",
  },
  code: "Code",
  packages: "Packages",
  application: "Application",
  applicationParts: {
    frameworkVersion: "framework",
    languageVersion: "Python",
    settingsModule: "settings",
    interface: "interface",
    application: "application",
  },
  resources: "Resources",
  routes: "Routes",
  doorRoutes: "Requests with a function of their own",
  models: "Models",
  migrations: "Migrations",
  notAsked: "not known while the stage does not serve",
  notJudged: (problem: string | null): string =>
    `What they would do could not be told${problem === null ? "" : `: ${problem}`}`,
  notTold: (problem: string): string => `could not be asked: ${problem}`,
  data: "Data",
  emptyRows:
    "it begins empty, and what is written to it does not come back with the one before: cannot be undone",
  otherRows: "what is there counts from then on",
  stack: {
    title: "What AWS would do",
    actions: {
      create: "is made",
      update: "is changed",
      replace: "is replaced",
      delete: "is deleted",
      retain: "leaves the stack and stays",
    },
    irreversible: "cannot be undone",
    downtime: "requests fail meanwhile",
    why: {
      new: "nothing is led to it yet",
      "in-place": "it is changed where it is",
      "new-first": "the new one is there before the old one goes",
      "no-data": "nothing lies in it",
      kept: "it stays where it is",
      "version-waits": "nobody is led to it before it has passed",
      "live-stays": "requests go to a published version, which stays as it is",
      "at-once": "it counts for the release that serves, too",
      "versions-go": "the versions that serve, and those to return to, go with it",
      "address-goes": "its address never comes back",
      "way-goes": "whoever comes by it finds nothing until another is there",
      "lines-go": "lines of the log are deleted",
      "takes-minutes": "it takes minutes to be known everywhere",
      "ip-goes": "its IP address never comes back",
    },
    harmless: "No request fails meanwhile, and all of it can be undone.",
    idle: ({ before, after, region }: IdleCost): string => {
      if (after === null) return `What a month costs in which nobody comes is not known for ${region}.`;
      const said = `A month in which nobody comes costs ${after} (list prices in ${region}, before tax).`;
      return before === null || before === after ? said : `${said} Now it is ${before}.`;
    },
  },
  risks: "Settings to watch",
  risksGone: "no longer",
  secrets: (names: string): string => `Secrets that were set since, and are in effect already: ${names}`,
  secretsNext: (names: string): string =>
    `Secrets that were set since, and come with the new release: ${names}`,
  canary: (percent: number, time: string, threshold: number): string =>
    `It would be tried first: ${percent}% of the requests for ${time}, unless more than ${threshold}% are errors.`,
  up: "do it",
};

export type DiffWords = typeof diffEn;

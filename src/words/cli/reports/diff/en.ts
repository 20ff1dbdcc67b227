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
  models: "Models",
  migrations: "Migrations",
  notAsked: "not known while the stage does not serve",
  notJudged: (problem: string | null): string =>
    `What they would do could not be told${problem === null ? "" : `: ${problem}`}`,
  risks: "Settings to watch",
  risksGone: "no longer",
  secrets: (names: string): string => `Secrets that were set since, and are in effect already: ${names}`,
  canary: (percent: number, time: string, threshold: number): string =>
    `It would be tried first: ${percent}% of the requests for ${time}, unless more than ${threshold}% are errors.`,
  up: "do it",
};

export type DiffWords = typeof diffEn;

/** A number with its noun: `1 model`, `1,204 models`. */
const count = (amount: number, one: string): string =>
  `${amount.toLocaleString("en")} ${one}${amount === 1 ? "" : "s"}`;

/** The words of `erd` and `map` in English: the type that the other languages follow. */
export const picturesEn = {
  erdTitle: (name: string): string => `Models of ${name}`,
  erdCounts: (models: number, apps: number): string => `${count(models, "model")} in ${count(apps, "app")}`,
  erdDescription: "Models by app, and which models their fields refer to.",
  noModels: "The application has no models.",
  against: (release: number): string => `compared with release ${release}: + new, − gone, ~ changed`,
  marks: { added: "new", removed: "gone", changed: "changed" },
  was: (type: string): string => `was ${type}`,
  proxy: "proxy",
  referredBy: (fields: number): string => `← ${count(fields, "field")} of this app`,
  mapTitle: (name: string, stage: string): string => `How a request finds its way: ${name}, stage ${stage}`,
  mapLegend: "From left to right: who calls whom. Below: every route, by app.",
  mapDescription: "The way of a request, and what the application uses.",
  request: "Request",
  requestFrom: "from a browser or a program",
  routesTitle: (n: number): string => count(n, "route"),
  /** By the kind of a resource. */
  kinds: {
    door: "Door",
    function: "Function",
    database: "Database",
    network: "Network",
    external: "Somebody else's",
    bucket: "Bucket",
    secret: "Secret",
    mailbox: "Mailbox",
    cache: "Cache",
    queue: "Queue",
    schedule: "Schedule",
  } as Readonly<Record<string, string>>,
  rights: {
    invoke: "calls",
    read: "reads",
    write: "writes",
    send: "sends",
    connect: "connects",
  } as Readonly<Record<string, string>>,
  details: {
    domain: (value: string): string => value,
    through: (value: string): string => value,
    responseMode: (value: string): string =>
      value === "stream" ? "answers are streamed" : "answers of up to 6 MB",
    application: (value: string): string => value,
    engine: (value: string): string => value,
    what: (value: string): string => value,
    table: (value: string): string => `table ${value}`,
    url: (value: string): string => value,
    memoryMb: (value: string): string => `${value} MB of memory`,
    timeoutSeconds: (value: string): string => `${value} s at most`,
    concurrency: (value: string): string => `${value} at a time`,
  },
  written: (path: string): string => `Written to ${path}`,
  openIt: "It opens in any browser.",
};

export type PictureWords = typeof picturesEn;

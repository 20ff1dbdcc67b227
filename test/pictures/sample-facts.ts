import type { Facts } from "../../src/facts/schema.ts";

type Model = Facts["models"][number];
type Field = Model["fields"][number];
type Route = Facts["routes"][number];

/** Repeats for ever, the same each time: pictures of it can be compared. */
function drawLots(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const nouns =
  "Invoice Customer Order OrderLine Product Category Warehouse StockMovement Employee Department Contract Payment Refund Shipment Address Country Ticket Comment Attachment AuditLogEntry NotificationPreference Session Coupon Tag".split(
    " ",
  );
const appNames =
  "billing catalogue warehouse people support marketing reports accounts shipping contracts notifications search".split(
    " ",
  );
const plainTypes =
  "CharField TextField IntegerField BooleanField DateTimeField DecimalField EmailField PositiveSmallIntegerField JSONField UUIDField".split(
    " ",
  );
const plainNames =
  "title description quantity is_active created_at total_amount_with_tax email position metadata external_reference 說明 updated_at".split(
    " ",
  );

const field = (name: string, type: string, more: Partial<Field> = {}): Field => ({
  name,
  type,
  column: name,
  isNullable: false,
  isPrimaryKey: false,
  isUnique: false,
  relatedModel: null,
  relation: null,
  through: null,
  ...more,
});

/** As many models as asked for in apps of some 25, with fields and relations as applications have them. */
export function sampleModels(count: number): Model[] {
  const draw = drawLots(7);
  const apps = Math.min(appNames.length, Math.max(2, Math.ceil(count / 25)));
  const labels = Array.from({ length: count }, (_, index) => {
    const app = appNames[index % apps] ?? "app";
    const noun = nouns[Math.floor(index / apps) % nouns.length] ?? "Thing";
    const round = Math.floor(index / apps / nouns.length);
    return { app, label: `${app}.${noun}${round === 0 ? "" : round + 1}` };
  });
  return labels.map(({ app, label }, index) => {
    const plain = Array.from({ length: 2 + draw(8) }, (_, position) =>
      field(
        `${plainNames[(index + position) % plainNames.length]}${position >= plainNames.length ? position : ""}`,
        plainTypes[draw(plainTypes.length)] ?? "CharField",
        { isNullable: draw(4) === 0, isUnique: draw(9) === 0 },
      ),
    );
    return {
      label,
      table: label.replace(".", "_").toLowerCase(),
      app,
      fields: [
        field("id", "BigAutoField", { isPrimaryKey: true }),
        ...plain,
        ...relationsOf(index, labels, apps, draw),
      ],
      isManaged: true,
      isProxy: false,
      isAutoCreated: false,
    };
  });
}

/** Mostly to models of the same app, now and then to another, and often to the first of all. */
function relationsOf(
  index: number,
  labels: readonly { readonly label: string }[],
  apps: number,
  draw: (below: number) => number,
): Field[] {
  const earlier = Math.floor(index / apps);
  const refer = (name: string, target: number, relation: Field["relation"], type: string): Field =>
    field(name, type, { relatedModel: labels[target]?.label ?? null, relation, isNullable: draw(3) === 0 });
  return [
    ...(earlier > 0 && draw(5) > 0
      ? [refer("parent", (index % apps) + apps * draw(earlier), "many-to-one", "ForeignKey")]
      : []),
    ...(draw(6) === 0 ? [refer("related_to", draw(labels.length), "many-to-many", "ManyToManyField")] : []),
    ...(draw(2) === 0 ? [refer("created_by", 0, "many-to-one", "ForeignKey")] : []),
    ...(draw(15) === 0 ? [refer("previous", index, "one-to-one", "OneToOneField")] : []),
  ];
}

/** As many routes as asked for, by app, with converters and regular expressions. */
export function sampleRoutes(count: number): Route[] {
  const apps = Math.min(appNames.length, Math.max(2, Math.ceil(count / 25)));
  return Array.from({ length: count }, (_, index) => {
    const app = appNames[Math.floor((index * apps) / count)] ?? "app";
    const noun = (nouns[index % nouns.length] ?? "thing").toLowerCase();
    const isRegex = index % 7 === 0;
    const parameter = isRegex
      ? ({ kind: "pattern", text: "(?P<year>[0-9]{4})/(?P<slug>[\\w-]+)/$" } as const)
      : ({ kind: "parameter", text: "<int:pk>", name: "pk", converter: "int" } as const);
    const hasParameter = index % 2 === 0;
    const start = `${app}/${noun}${index}/`;
    return {
      pattern: `${start}${hasParameter ? parameter.text : ""}`,
      segments: [{ kind: "literal", text: start }, ...(hasParameter ? [parameter] : [])],
      name: `${app}:${noun}-${index}`,
      view: `${app}.views.${noun}`,
      lookup: `${app}.views.${noun}`,
      methods: index % 3 === 0 ? null : index % 3 === 1 ? ["GET", "HEAD", "OPTIONS"] : ["GET", "POST"],
      converters: {},
      csrfExempt: false,
      isAsync: false,
      urlconf: "config.urls",
      syntax: isRegex ? "regex" : "path",
      isLocalized: false,
    };
  });
}

/** An application of so many models and routes. */
export function sampleFacts(count: number): Facts {
  const models = sampleModels(count);
  const routes = sampleRoutes(count);
  const apps = [
    ...new Set([...models.map(({ app }) => app), ...routes.map(({ view }) => view.split(".")[0] ?? "")]),
  ];
  return {
    version: 1,
    framework: "django",
    frameworkVersion: "5.2.1",
    languageVersion: "3.13.1",
    settingsModule: "config.settings",
    interface: "wsgi",
    interfaceReason: "wsgi-default",
    application: "config.wsgi:application",
    settings: {},
    settingsAtRisk: [],
    overlaid: [],
    installedApps: apps.map((name) => ({ name, label: name, path: name })),
    middleware: [],
    routes,
    models,
    static: { url: "/static/", finders: [], storage: null },
    media: { url: "/media/", root: "media" },
    languages: ["en"],
    celery: null,
    tasks: [],
    schedules: [],
    graphql: [],
    commands: [],
    migrations: { unapplied: [], missing: [], conflicts: [], cacheTables: [] },
    sideEffects: { filesWritten: [], processesStarted: [], connectionsTried: [], threadsStarted: [] },
    notRunning: [],
    warnings: [],
  };
}

/** What has become of `sampleFacts(10)`: something new, something gone and something changed, of models and of routes. */
export function changedSample(): Facts {
  const facts = sampleFacts(10);
  const [first, , gone, other] = facts.models;
  const [route, , , lost] = facts.routes;
  if (first === undefined || other === undefined || route === undefined)
    throw new TypeError("the sample is empty");
  other.fields.splice(1, 1);
  const [, changed] = first.fields;
  if (changed !== undefined) changed.type = "UUIDField";
  first.fields.push(field("brand_new", "CharField"));
  route.methods = ["DELETE"];
  return {
    ...facts,
    models: [...facts.models.filter((model) => model !== gone), { ...other, label: "billing.Newcomer" }],
    routes: [
      ...facts.routes.filter((one) => one !== lost),
      { ...route, name: "new", segments: [{ kind: "literal", text: "quite/new/" }] },
    ],
  };
}

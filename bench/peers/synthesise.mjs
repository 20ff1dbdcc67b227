// Makes the templates of so many stages in a process of its own: `synthesise.mjs monolift|cdk STAGES [PACKAGES]`. Prints
// milliseconds of the processor until the first templates are there, code included, for those first ones and for later ones; and
// bytes and resources of one. What others do on the machine meanwhile makes no difference to that.
import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [kind = "", count = "1", packages = ""] = process.argv.slice(2);
const stages = Array.from({ length: Number(count) }, (_, index) => `preview-${index + 1}`);
const rounds = 15;
const middle = (samples) => samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)];

/** Sixty addresses of an application: what the plan is made of besides. */
const routes = Array.from({ length: 60 }, (_, index) => ({
  pattern: `part-${index}/<int:id>/`,
  name: `part-${index}`,
  view: `site.views.part_${index}`,
}));

const usedMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const synthesise = await { monolift: loadMonolift, cdk: loadCdk }[kind]();
const timed = () => {
  const started = usedMs();
  const templates = synthesise();
  return { ms: usedMs() - started, templates };
};
const first = timed();
const wholeMs = usedMs();
const again = middle(Array.from({ length: rounds }, () => timed().ms));
const [text = "{}"] = first.templates;
const resources = Object.values(JSON.parse(text).Resources).map(({ Type }) => Type);
console.log(
  JSON.stringify({
    wholeMs,
    firstMs: first.ms,
    againMs: again,
    bytes: text.length,
    resources: resources.length,
  }),
);

/** From what is known of the application to the text of the template, as `up` does it. */
async function loadMonolift() {
  const module = (path) => import(new URL(`../../.cache/modules/${path}.js`, import.meta.url).href);
  const [{ makePlan }, { makeComputeStack, functionsOf }, { chooseDoor }] = await Promise.all([
    module("plan/plan"),
    module("providers/aws/compute-stack"),
    module("providers/aws/doors/choose-door"),
  ]);
  const facts = {
    application: "site.wsgi:application",
    interface: "wsgi",
    routes,
    static: { url: "/static/", finders: [], storage: null },
    media: { url: "/media/", root: "media" },
    cache: { tables: [] },
  };
  const code = {
    bucket: "blog-files",
    key: "code/4a5b6c7d8e9f.zip",
    runtime: "python3.13",
    handler: "monolift_handler.handler",
    architecture: "x86_64",
    environment: { MONOLIFT_STAGE: "preview" },
    digest: "4a5b6c7d8e9f00112233",
  };
  return () =>
    stages.map((stage) => {
      const plan = makePlan(facts, {
        name: "blog",
        stage,
        database: { engine: "url" },
        functions: { web: { memoryMb: 512, tmpMb: 512, timeoutSeconds: 60, concurrency: 10 } },
      });
      const buckets = { files: `blog-${stage}-files`, media: `blog-${stage}-media` };
      const template = makeComputeStack({
        plan,
        release: 1,
        code: Object.fromEntries(functionsOf(plan).map(({ name }) => [name, code])),
        data: { buckets: { static: buckets.files, media: buckets.media }, mailIdentity: null },
        retentionDays: 30,
        reservable: null,
        door: {
          choice: chooseDoor(plan, { isInVpc: false, isElsewhere: false }),
          buckets,
          originParameter: `/monolift/blog/${stage}/origin`,
          domain: null,
          accessLogDays: null,
          loadBalancer: null,
        },
      });
      return JSON.stringify(template);
    });
}

/** The same things as constructs of `aws-cdk-lib`, as its documents have them; buckets are there already, as for Monolift. */
async function loadCdk() {
  const require = createRequire(pathToFileURL(join(packages, "package.json")));
  const cdk = require("aws-cdk-lib");
  const cloudfront = require("aws-cdk-lib/aws-cloudfront");
  const origins = require("aws-cdk-lib/aws-cloudfront-origins");
  const lambda = require("aws-cdk-lib/aws-lambda");
  const logs = require("aws-cdk-lib/aws-logs");
  const s3 = require("aws-cdk-lib/aws-s3");
  const edgeCode = "function handler(event) { return event.request; }";
  const addStage = (app, stage) => {
    const stack = new cdk.Stack(app, `blog-${stage}`, {
      env: { account: "000000000000", region: "us-east-1" },
      synthesizer: new cdk.LegacyStackSynthesizer(),
    });
    cdk.Tags.of(stack).add("project", "blog");
    const files = s3.Bucket.fromBucketName(stack, "Files", `blog-${stage}-files`);
    const media = s3.Bucket.fromBucketName(stack, "Media", `blog-${stage}-media`);
    const [web] = ["web", "manage"].map((name) => {
      const made = new lambda.Function(stack, name, {
        functionName: `blog-${stage}-${name}`,
        runtime: lambda.Runtime.PYTHON_3_13,
        handler: "monolift_handler.handler",
        code: lambda.Code.fromBucket(files, "code/4a5b6c7d8e9f.zip"),
        memorySize: 512,
        timeout: cdk.Duration.seconds(60),
        environment: { MONOLIFT_STAGE: "preview" },
        logGroup: new logs.LogGroup(stack, `${name}Logs`, { retention: logs.RetentionDays.ONE_MONTH }),
      });
      media.grantReadWrite(made);
      return { made, version: made.currentVersion };
    });
    const url = web.made.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });
    const edge = new cloudfront.Function(stack, "Edge", {
      code: cloudfront.FunctionCode.fromInline(edgeCode),
    });
    const functionAssociations = [{ function: edge, eventType: cloudfront.FunctionEventType.VIEWER_REQUEST }];
    const bucket = (source) => ({
      origin: origins.S3BucketOrigin.withOriginAccessControl(source),
      functionAssociations,
    });
    return new cloudfront.Distribution(stack, "Distribution", {
      defaultBehavior: { origin: new origins.FunctionUrlOrigin(url), functionAssociations },
      additionalBehaviors: { "/static/*": bucket(files), "/media/*": bucket(media) },
    });
  };
  return () => {
    const outdir = mkdtempSync(join(tmpdir(), "cdk-out-"));
    const app = new cdk.App({ outdir, analyticsReporting: false });
    for (const stage of stages) addStage(app, stage);
    app.synth();
    const templates = readdirSync(outdir)
      .filter((name) => name.endsWith(".template.json"))
      .map((name) => readFileSync(join(outdir, name), "utf8"));
    rmSync(outdir, { recursive: true, force: true });
    return templates;
  };
}

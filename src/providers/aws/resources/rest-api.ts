import type { StageNames } from "../names.ts";
import { hashText } from "../../../system/files.ts";
import { arn, join, pseudo, type Text } from "../template/expression.ts";
import type { Resource, TemplateBuilder } from "../template/template.ts";
import { liveAlias } from "../functions/aliases.ts";
import { logicalId } from "../names.ts";

/** What an API of API Gateway is made of. */
export interface RestApiOptions {
  readonly names: StageNames;
  /** Name of the function where the stage has more than one API; left out for the one of the whole application. */
  readonly of?: string;
  readonly lambda: Resource<"AWS::Lambda::Function">;
  readonly responseMode: "stream" | "buffered";
  /** Time limit of the function, 1 to 900. */
  readonly timeoutSeconds: number;
  /** How long access logs are kept, in days; null for none, where the account does not let API Gateway write any. */
  readonly retentionDays: number | null;
  /** A name and the certificate for it, which is one of the same Region; null for API Gateway's own name. */
  readonly domain: { readonly name: string; readonly certificateArn: string } | null;
}

/** An API and the name by which others find it. */
export interface RestApi {
  /** Host name of API Gateway's own; every path there begins with `/live`. */
  readonly host: Text;
  /** What a domain is led to: a host name, and the zone that it is in; null without a domain. */
  readonly target: { readonly name: Text; readonly zone: Text } | null;
}

/** Name of the API's stage, the beginning of every path on API Gateway's own name. */
export const restStage = "live";

/**
 * An account may have 10,000 requests a second, 5,000 of them at one moment, for all its APIs in a Region: a single stage must
 * not use them up.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
const throttle = { requestsPerSecond: 1000, burst: 1000 } as const;

/** How long API Gateway waits: for the whole of an answer that is not streamed, 29 s without a higher quota, else 15 minutes. */
const longestSeconds = { stream: 900, buffered: 29 } as const;

/** A function that runs into its time limit says so itself a moment later. */
const graceSeconds = 5;

/**
 * API Gateway in front of a function: one method for every path, and the answer passed on while the function writes it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/response-streaming-lambda-configure.html
 */
export function addRestApi(template: TemplateBuilder, options: RestApiOptions): RestApi {
  const { names, of } = options;
  const api = template.add(idIn(options), "AWS::ApiGateway::RestApi", {
    Name: [names.project, names.stage, of].filter((part) => part !== undefined).join("-"),
    EndpointConfiguration: { Types: ["REGIONAL"] },
    // Otherwise a body that is no text is taken for one on its way in.
    BinaryMediaTypes: ["*/*"],
  });
  const { stage } = addStage(template, options, api);
  const host = join(api.ref, ".execute-api.", pseudo.region, ".", pseudo.urlSuffix);
  return { host, target: options.domain === null ? null : addDomain(template, options.domain, api, stage) };
}

type Api = Resource<"AWS::ApiGateway::RestApi">;

/** Logical id of a part of the API: `ApiMethod`, or `ApiOfReportsMethod`. */
function idIn({ of }: Pick<RestApiOptions, "of">, part = ""): string {
  return `Api${of === undefined ? "" : `Of${logicalId(of)}`}${part}`;
}

function addMethods(template: TemplateBuilder, options: RestApiOptions, api: Api) {
  const integration = lambdaIntegration(options);
  const method = {
    RestApiId: api.ref,
    HttpMethod: "ANY",
    AuthorizationType: "NONE",
    Integration: integration,
  };
  const proxy = template.add(idIn(options, "Paths"), "AWS::ApiGateway::Resource", {
    RestApiId: api.ref,
    ParentId: api.attribute("RootResourceId"),
    PathPart: "{proxy+}",
  });
  const methods = [
    template.add(idIn(options, "RootMethod"), "AWS::ApiGateway::Method", {
      ...method,
      ResourceId: api.attribute("RootResourceId"),
    }),
    template.add(idIn(options, "Method"), "AWS::ApiGateway::Method", { ...method, ResourceId: proxy.ref }),
  ];
  // A deployment is a picture of the methods as they were; when they change, another id makes another one.
  return { methods, digest: hashText(JSON.stringify(integration)).slice(0, 12) };
}

function lambdaIntegration({ lambda, responseMode, timeoutSeconds }: RestApiOptions) {
  const isStream = responseMode === "stream";
  const [version, action] = isStream
    ? ["2021-11-15", "response-streaming-invocations"]
    : ["2015-03-31", "invocations"];
  return {
    Type: "AWS_PROXY",
    IntegrationHttpMethod: "POST",
    ResponseTransferMode: isStream ? "STREAM" : "BUFFERED",
    TimeoutInMillis: 1000 * Math.min(timeoutSeconds + graceSeconds, longestSeconds[responseMode]),
    Uri: join(
      "arn:",
      pseudo.partition,
      ":apigateway:",
      pseudo.region,
      `:lambda:path/${version}/functions/`,
      lambda.attribute("Arn"),
      `:${liveAlias}/${action}`,
    ),
  } as const;
}

function addStage(template: TemplateBuilder, options: RestApiOptions, api: Api) {
  const { methods, digest } = addMethods(template, options, api);
  template.add(idIn(options, "MayInvoke"), "AWS::Lambda::Permission", {
    FunctionName: join(options.lambda.attribute("Arn"), `:${liveAlias}`),
    Action: "lambda:InvokeFunction",
    Principal: "apigateway.amazonaws.com",
    SourceArn: arn("execute-api", join(api.ref, "/*")),
  });
  const deployment = template.add(
    idIn(options, `Deployment${digest}`),
    "AWS::ApiGateway::Deployment",
    { RestApiId: api.ref },
    { dependsOn: methods },
  );
  const stage = template.add(idIn(options, "Stage"), "AWS::ApiGateway::Stage", {
    RestApiId: api.ref,
    StageName: restStage,
    DeploymentId: deployment.ref,
    MethodSettings: [
      {
        ResourcePath: "/*",
        HttpMethod: "*",
        ThrottlingRateLimit: throttle.requestsPerSecond,
        ThrottlingBurstLimit: throttle.burst,
      },
    ],
    ...accessLogs(template, options),
  });
  return { stage };
}

function accessLogs(template: TemplateBuilder, { names, retentionDays }: RestApiOptions) {
  if (retentionDays === null) return {};
  const logs = template.add("ApiLogs", "AWS::Logs::LogGroup", {
    LogGroupName: `/aws/apigateway/${names.project}-${names.stage}`,
    RetentionInDays: retentionDays,
  });
  return { AccessLogSetting: { DestinationArn: logs.attribute("Arn"), Format: accessLogFormat } };
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html */
const accessLogFormat = JSON.stringify({
  time: "$context.requestTime",
  requestId: "$context.requestId",
  ip: "$context.identity.sourceIp",
  method: "$context.httpMethod",
  path: "$context.path",
  status: "$context.status",
  bytes: "$context.responseLength",
  ms: "$context.responseLatency",
  error: "$context.error.message",
});

function addDomain(
  template: TemplateBuilder,
  { name, certificateArn }: NonNullable<RestApiOptions["domain"]>,
  api: Api,
  stage: Resource<"AWS::ApiGateway::Stage">,
): RestApi["target"] {
  const domain = template.add("ApiDomain", "AWS::ApiGateway::DomainName", {
    DomainName: name,
    RegionalCertificateArn: template.parameter("DomainCertificate", certificateArn),
    EndpointConfiguration: { Types: ["REGIONAL"] },
    SecurityPolicy: "TLS_1_2",
  });
  template.add("ApiDomainPaths", "AWS::ApiGateway::BasePathMapping", {
    DomainName: domain.ref,
    RestApiId: api.ref,
    Stage: stage.ref,
  });
  return { name: domain.attribute("RegionalDomainName"), zone: domain.attribute("RegionalHostedZoneId") };
}

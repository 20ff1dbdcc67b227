import { doorLimits } from "../../../platform/gateway/limits.ts";
import { edgeName, type StageNames } from "../names.ts";
import { join, pseudo, type Text } from "../template/expression.ts";
import type { Resource, TemplateBuilder } from "../template/template.ts";
import { edgeFunctionCode, type EdgeRoute, type FileMount } from "./edge-function.ts";

/** What CloudFront stands in front of. */
export interface DistributionOptions {
  readonly names: StageNames;
  /** Name of the host that leads to the function, and what stands before every path there: `/live`, or nothing. */
  readonly origin: { readonly host: Text; readonly path: string };
  /** Time limit of the function, 1 to 900. */
  readonly timeoutSeconds: number;
  /** Functions that some requests are led to instead. */
  readonly isolated: readonly IsolatedOrigin[];
  /** The table of routes; `to` is an id among the isolated ones, or null for the function that has the rest. */
  readonly routes: readonly EdgeRoute[];
  /** Name of the parameter with the word by which the function knows CloudFront, and a version if need be; never its value. */
  readonly originParameter: string;
  readonly files: readonly (FileMount & { readonly bucket: string })[];
  /** A name and the certificate for it, which is one of us-east-1; null for CloudFront's own name. */
  readonly domain: { readonly name: string; readonly certificateArn: string } | null;
}

/** A function beside the one that has the rest. */
export interface IsolatedOrigin extends Pick<DistributionOptions, "origin" | "timeoutSeconds"> {
  readonly id: string;
}

/** Header with the word; a request without it came around CloudFront. */
export const originWordHeader = "x-monolift-origin";

/** Every distribution is in this zone of Route 53's. @see https://docs.aws.amazon.com/general/latest/gr/cf_region.html */
export const distributionZone = "Z2FDTNDATAQYW2";

/**
 * Policies that AWS keeps for everybody: an account may have 20 of its own, which would be the end of the 21st stage.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */
const managed = {
  cachingDisabled: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  cachingOptimized: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  allViewerExceptHostHeader: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
} as const;

const allMethods = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"] as const;

/** Errors that CloudFront keeps for ten seconds unless it is told not to: one visitor's error is nobody else's. */
const errorCodes = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504] as const;

/**
 * CloudFront in front of a function and its buckets. Requests to the function are not signed: a signature over the body has
 * to be made by whoever sends it, and neither a form nor a webhook does so. The function knows CloudFront by a word in a header.
 *
 * What the application answers is not cached, nor compressed: CloudFront compresses only what it may keep. It is served from
 * everywhere in the world, which costs nothing more until a month has a terabyte.
 *
 * @returns The distribution; its name is its attribute `DomainName`.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
 */
export function addDistribution(
  template: TemplateBuilder,
  options: DistributionOptions,
): Resource<"AWS::CloudFront::Distribution"> {
  const { names, domain } = options;
  const files = options.files.toSorted((one, other) => other.url.length - one.url.length);
  const edge = addEdgeFunction(template, names, edgeFunctionCode(files, options.routes));
  const origins = files.length === 0 ? [] : bucketOrigins(template, names, files);
  return template.add("Distribution", "AWS::CloudFront::Distribution", {
    DistributionConfig: {
      Enabled: true,
      Comment: `${names.project} ${names.stage}`,
      HttpVersion: "http2and3",
      IPV6Enabled: true,
      PriceClass: "PriceClass_All",
      Origins: [
        functionOrigin({ ...options, id: restOrigin }, options.originParameter),
        ...options.isolated.map((one) => functionOrigin(one, options.originParameter)),
        ...origins,
      ],
      DefaultCacheBehavior: {
        TargetOriginId: restOrigin,
        ViewerProtocolPolicy: "redirect-to-https",
        AllowedMethods: allMethods,
        CachePolicyId: managed.cachingDisabled,
        // A Function URL answers to its own name alone.
        OriginRequestPolicyId: managed.allViewerExceptHostHeader,
        Compress: false,
        FunctionAssociations: [at("viewer-request", edge)],
      },
      CacheBehaviors: files.map((mount) => fileBehavior(mount, edge)),
      CustomErrorResponses: errorCodes.map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })),
      ...(domain === null
        ? {}
        : {
            Aliases: [domain.name],
            ViewerCertificate: {
              AcmCertificateArn: domain.certificateArn,
              SslSupportMethod: "sni-only",
              MinimumProtocolVersion: "TLSv1.2_2021",
            },
          }),
    },
  });
}

type EdgeFunction = Resource<"AWS::CloudFront::Function">;

function addEdgeFunction(template: TemplateBuilder, names: StageNames, code: string): EdgeFunction {
  return template.add("EdgeFunction", "AWS::CloudFront::Function", {
    Name: join(edgeName(names), "-", pseudo.region),
    AutoPublish: true,
    FunctionCode: code,
    FunctionConfig: { Comment: `${names.project} ${names.stage}`, Runtime: "cloudfront-js-2.0" },
  });
}

function at(eventType: "viewer-request" | "viewer-response", edge: EdgeFunction) {
  return { EventType: eventType, FunctionARN: edge.attribute("FunctionARN") };
}

/**
 * Static files are kept at the edge as long as each of them says. An uploaded one is not: it is gone once it is deleted, and
 * CloudFront pays nothing for what it fetches from S3.
 */
function fileBehavior({ name, url, keyPrefix }: FileMount, edge: EdgeFunction) {
  const isAsStored = url === keyPrefix;
  const before = isAsStored ? [] : [at("viewer-request", edge)];
  const after = name === "media" ? [at("viewer-response", edge)] : [];
  return {
    PathPattern: `${encodeURI(url)}*`,
    TargetOriginId: name,
    ViewerProtocolPolicy: "redirect-to-https",
    CachePolicyId: name === "media" ? managed.cachingDisabled : managed.cachingOptimized,
    Compress: name === "static",
    FunctionAssociations: [...before, ...after],
  };
}

function bucketOrigins(template: TemplateBuilder, names: StageNames, files: DistributionOptions["files"]) {
  const access = template.add("BucketAccess", "AWS::CloudFront::OriginAccessControl", {
    OriginAccessControlConfig: {
      Name: join(edgeName(names), "-", pseudo.region),
      OriginAccessControlOriginType: "s3",
      SigningBehavior: "always",
      SigningProtocol: "sigv4",
    },
  });
  return files.map(({ name, bucket }) => ({
    Id: name,
    DomainName: join(bucket, ".s3.", pseudo.region, ".", pseudo.urlSuffix),
    OriginAccessControlId: access.attribute("Id"),
    // Empty, since access control takes the place of the identity that it once named.
    S3OriginConfig: { OriginAccessIdentity: "" },
  }));
}

/** Id of the origin that has every request that no route leads elsewhere. */
const restOrigin = "function";

function functionOrigin({ id, origin, timeoutSeconds }: IsolatedOrigin, originParameter: string) {
  const { firstByteSeconds } = doorLimits.cloudfront;
  const readTimeout = Math.min(timeoutSeconds + graceSeconds, firstByteSeconds);
  return {
    Id: id,
    DomainName: origin.host,
    ...(origin.path === "" ? {} : { OriginPath: origin.path }),
    // CloudFront asks again when a GET is not answered in time, while the function still works on the first one.
    ConnectionAttempts: timeoutSeconds < readTimeout ? 3 : 1,
    CustomOriginConfig: {
      OriginProtocolPolicy: "https-only",
      OriginSSLProtocols: ["TLSv1.2"],
      OriginReadTimeout: readTimeout,
      OriginKeepaliveTimeout: keepaliveSeconds,
    },
    OriginCustomHeaders: [
      { HeaderName: originWordHeader, HeaderValue: `{{resolve:ssm:${originParameter}}}` },
    ],
  };
}

/** A function that runs into its time limit says so itself a moment later. */
const graceSeconds = 5;

/** How long a connection to the function's host is kept for the next request; the default is 5. */
const keepaliveSeconds = 60;

import type { StageNames } from "../names.ts";
import { join, pseudo, select, split, type Text } from "../template/expression.ts";
import type { Resource, TemplateBuilder } from "../template/template.ts";

/** What CloudFront stands in front of. */
export interface DistributionOptions {
  readonly names: StageNames;
  /** URL of the function, as `AWS::Lambda::Url` gives it. */
  readonly functionUrl: Text;
  /** Name of the parameter with the word by which the function knows CloudFront; never its value. */
  readonly originWord: string;
  /** Buckets and the paths that they answer; each path begins and ends with `/`. */
  readonly buckets: readonly { readonly name: string; readonly path: string }[];
  /** Domain names and the certificate for them, which is one of us-east-1; null for CloudFront's own name. */
  readonly domain: { readonly names: readonly string[]; readonly certificateArn: string } | null;
}

/** Header with the word; a request without it came around CloudFront. */
export const originWordHeader = "x-monolift-origin";

/**
 * Policies that AWS keeps for everybody.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */
const managed = {
  cachingDisabled: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  cachingOptimized: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  allViewerExceptHostHeader: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
} as const;

const allMethods = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"] as const;

/** How long CloudFront waits for the next bytes of an answer; more needs a quota of its own. */
const readTimeoutSeconds = 60;

/**
 * CloudFront in front of a function and its buckets. Requests to the function are not signed: a signature over the body has
 * to be made by whoever sends it, and neither a form nor a webhook does so. The function knows CloudFront by a word in a header.
 *
 * @returns The distribution; its name is its attribute `DomainName`.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
 */
export function addDistribution(
  template: TemplateBuilder,
  options: DistributionOptions,
): Resource<"AWS::CloudFront::Distribution"> {
  const { names, buckets, domain } = options;
  const access = template.add("BucketAccess", "AWS::CloudFront::OriginAccessControl", {
    OriginAccessControlConfig: {
      Name: `${names.project}-${names.stage}`,
      OriginAccessControlOriginType: "s3",
      SigningBehavior: "always",
      SigningProtocol: "sigv4",
    },
  });
  return template.add("Distribution", "AWS::CloudFront::Distribution", {
    DistributionConfig: {
      Enabled: true,
      Comment: `${names.project} ${names.stage}`,
      HttpVersion: "http2and3",
      IPV6Enabled: true,
      Origins: [
        functionOrigin(options),
        ...buckets.map(({ name }) => ({
          Id: name,
          DomainName: join(name, ".s3.", pseudo.region, ".", pseudo.urlSuffix),
          OriginAccessControlId: access.attribute("Id"),
          // Empty, since access control takes the place of the identity that it once named.
          S3OriginConfig: { OriginAccessIdentity: "" },
        })),
      ],
      DefaultCacheBehavior: {
        TargetOriginId: "function",
        ViewerProtocolPolicy: "redirect-to-https",
        AllowedMethods: allMethods,
        CachePolicyId: managed.cachingDisabled,
        // A Function URL answers to its own name alone.
        OriginRequestPolicyId: managed.allViewerExceptHostHeader,
        Compress: true,
      },
      CacheBehaviors: buckets.map(({ name, path }) => ({
        PathPattern: `${path.slice(1)}*`,
        TargetOriginId: name,
        ViewerProtocolPolicy: "redirect-to-https",
        CachePolicyId: managed.cachingOptimized,
        Compress: true,
      })),
      ...(domain === null
        ? {}
        : {
            Aliases: domain.names,
            ViewerCertificate: {
              AcmCertificateArn: domain.certificateArn,
              SslSupportMethod: "sni-only",
              MinimumProtocolVersion: "TLSv1.2_2021",
            },
          }),
    },
  });
}

function functionOrigin({ functionUrl, originWord }: DistributionOptions) {
  return {
    Id: "function",
    // `https://ID.lambda-url.REGION.on.aws/` has its name between the slashes.
    DomainName: select(2, split("/", functionUrl)),
    CustomOriginConfig: {
      OriginProtocolPolicy: "https-only",
      OriginSSLProtocols: ["TLSv1.2"],
      OriginReadTimeout: readTimeoutSeconds,
    },
    OriginCustomHeaders: [{ HeaderName: originWordHeader, HeaderValue: `{{resolve:ssm:${originWord}}}` }],
  };
}

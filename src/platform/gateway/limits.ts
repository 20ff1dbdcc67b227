import { limits as lambda } from "../functions/limits.ts";

/** The ways in that AWS has to a function; each has limits of its own beside Lambda's. */
export const doorKinds = ["function-url", "cloudfront", "rest", "alb"] as const;
export type DoorKind = (typeof doorKinds)[number];

/** What a way in lets through; sizes in bytes. */
export interface DoorLimits {
  /** What people call it. */
  readonly name: string;
  /** Body of a request, as it is sent. Lambda's limit for the whole event, base64 included, holds besides. */
  readonly requestBytes: number;
  /** What a function answers at once, as JSON. */
  readonly responseBytes: number;
  /** Whether an answer may be streamed: then Lambda's limit for streams holds in place of `responseBytes`. */
  readonly isStreaming: boolean;
  /** The address with its query. */
  readonly urlBytes: number;
  /** Everything of a request but its body. */
  readonly requestHeaderBytes: number;
  /** Everything of a response but its body. */
  readonly responseHeaderBytes: number;
  /** How long the first byte of an answer may take, 1 to 900. A whole answer takes as long as its function may. */
  readonly firstByteSeconds: number;
  /** AWS's pages that say so. */
  readonly sources: readonly string[];
}

/** A function ends after 15 minutes, whatever leads to it. */
export const longestSeconds = 900;

/**
 * The limits of each way in. CloudFront's seconds are those that a distribution may be told to wait without a higher quota;
 * API Gateway's hold for a Regional REST API that streams. Nobody documents how long a load balancer waits for a function.
 */
export const doorLimits: Readonly<Record<DoorKind, DoorLimits>> = {
  "function-url": {
    name: "Lambda",
    requestBytes: lambda.requestBytes,
    responseBytes: lambda.responseBytes,
    isStreaming: true,
    urlBytes: 1024 * 1024,
    requestHeaderBytes: 1024 * 1024,
    responseHeaderBytes: 1024 * 1024,
    firstByteSeconds: longestSeconds,
    sources: ["https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"],
  },
  cloudfront: {
    name: "CloudFront",
    requestBytes: lambda.requestBytes,
    responseBytes: lambda.responseBytes,
    isStreaming: true,
    urlBytes: 8192,
    requestHeaderBytes: 20_480,
    responseHeaderBytes: 20_480,
    firstByteSeconds: 120,
    sources: ["https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html"],
  },
  rest: {
    name: "API Gateway",
    requestBytes: lambda.requestBytes,
    responseBytes: lambda.responseBytes,
    isStreaming: true,
    urlBytes: 10_240,
    requestHeaderBytes: 10_240,
    responseHeaderBytes: 10_240,
    firstByteSeconds: longestSeconds,
    sources: [
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html",
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html",
    ],
  },
  alb: {
    name: "Application Load Balancer",
    requestBytes: 1024 * 1024,
    responseBytes: 1024 * 1024,
    isStreaming: false,
    urlBytes: 16 * 1024,
    requestHeaderBytes: 64 * 1024,
    responseHeaderBytes: 32 * 1024,
    firstByteSeconds: longestSeconds,
    sources: [
      "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html",
      "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html#http-header-limits",
    ],
  },
};

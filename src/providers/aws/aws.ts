import type { MiddlewareStack } from "@smithy/types";

/** How a client of AWS's SDK is made: the part of its configuration that Monolift decides. */
export interface ClientConfiguration {
  readonly region: string;
  readonly maxAttempts: number;
  readonly forcePathStyle?: boolean;
  readonly customUserAgent: string;
}

/** What every client of AWS's SDK has of use here. */
export interface SdkClient {
  readonly middlewareStack: object;
  readonly destroy: () => void;
}

/** One call to AWS, for whoever counts them; repetitions after an error are not calls of their own. */
export interface AwsCall {
  /** `CloudFormation`, `Lambda`. */
  readonly service: string;
  /** `DescribeStacks`. */
  readonly operation: string;
}

/** One account in one Region, with the clients that were made for it. */
export interface Aws {
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
  /** ARN of whoever calls. */
  readonly caller: string;
  /** True where another endpoint than AWS's own was named by `AWS_ENDPOINT_URL`. */
  readonly isElsewhere: boolean;
  /**
   * A client, made at the first call and kept.
   *
   * @param options.region Another Region than the stage's: certificates of CloudFront are in `us-east-1`.
   * @param options.attempts How often a call is tried: 1 where doing something twice would be worse than not knowing. Default: 8.
   */
  readonly client: <C extends SdkClient>(
    kind: new (configuration: ClientConfiguration) => C,
    options?: { readonly region?: string; readonly attempts?: number },
  ) => C;
  /** Ends every connection. */
  readonly close: () => void;
}

/** What an `Aws` is made of; `connectToAws` asks for the account. */
export interface AwsOptions {
  readonly region: string;
  readonly account: string;
  readonly caller: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told of each call, before it is made. */
  readonly onCall?: ((call: AwsCall) => void) | undefined;
}

/** CloudFormation and Lambda throttle whoever asks often; AWS's own tools try as often. */
const usualAttempts = 8;

/** Makes the clients' common ground. Endpoint and credentials come from the SDK's own chain (`AWS_ENDPOINT_URL`, `AWS_PROFILE`, …). */
export function makeAws({ region, account, caller, environment, onCall }: AwsOptions): Aws {
  // The only switch of a warning that the SDK writes to stderr on Node 20; `engines` says what is supported.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  const made = new Map<string, SdkClient>();
  const isElsewhere = (environment["AWS_ENDPOINT_URL"] ?? "") !== "";
  return {
    region,
    account,
    caller,
    isElsewhere,
    client: (kind, options = {}) => {
      const key = `${kind.name} ${options.region ?? region} ${options.attempts ?? usualAttempts}`;
      const known = made.get(key);
      if (known instanceof kind) return known;
      const client = new kind({
        region: options.region ?? region,
        maxAttempts: options.attempts ?? usualAttempts,
        customUserAgent: "monolift",
        // An endpoint on loopback has no names below it for buckets.
        ...(isElsewhere ? { forcePathStyle: true } : {}),
      });
      if (onCall !== undefined) observe(client, onCall);
      made.set(key, client);
      return client;
    },
    close: () => {
      for (const client of made.values()) client.destroy();
      made.clear();
    },
  };
}

function observe({ middlewareStack }: SdkClient, onCall: (call: AwsCall) => void): void {
  // Each client types its stack by its own commands; what is added here looks at none of their input.
  (middlewareStack as MiddlewareStack<object, object>).add(
    (next, { clientName = "", commandName = "" }) =>
      (call) => {
        onCall({
          service: clientName.replace(/Client$/, ""),
          operation: commandName.replace(/Command$/, ""),
        });
        return next(call);
      },
    { step: "initialize", name: "monoliftObserver" },
  );
}

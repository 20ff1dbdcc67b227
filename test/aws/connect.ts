import { makeAws, type Aws, type AwsCall, type ClientConfiguration } from "../../src/providers/aws/aws.ts";

/** A connection that remembers what it asked. */
export type CountingAws = Aws & { readonly calls: readonly AwsCall[] };

export const emulated = { region: "us-east-1", account: "000000000000" } as const;

const credentials = { accessKeyId: "test", secretAccessKey: "test" };

/**
 * A connection to an emulator. Its endpoint and credentials are given to each client, so that nothing of it stays in this
 * process's environment, which the next file of tests shares.
 *
 * @param attempts How often a call is tried, instead of what the code asks for: a test of failures need not wait for the SDK.
 */
export function connectTo(endpoint: string, { attempts }: { readonly attempts?: number } = {}): CountingAws {
  const calls: AwsCall[] = [];
  const aws = makeAws({
    ...emulated,
    caller: `arn:aws:iam::${emulated.account}:root`,
    environment: { AWS_ENDPOINT_URL: endpoint },
    onCall: (call) => calls.push(call),
  });
  return {
    ...aws,
    calls,
    client: (kind, options) => {
      const reached = new Proxy(kind, {
        construct: (target, [configuration]: [ClientConfiguration]) => {
          const maxAttempts = attempts ?? configuration.maxAttempts;
          const here = { ...configuration, endpoint, credentials, maxAttempts };
          return new target(here);
        },
      });
      return aws.client(reached, options);
    },
  };
}

import {
  RDSClient,
  type DBEngineVersion,
  type DescribeDBEngineVersionsCommandOutput,
} from "@aws-sdk/client-rds";
import type { Aws } from "../../src/providers/aws/aws.ts";

/** Answers for moto, which does not know what versions RDS offers. */
export function offerVersions(aws: Aws, versions: readonly DBEngineVersion[]): void {
  aws.client(RDSClient).middlewareStack.add(
    (next, { commandName }) =>
      (call) =>
        commandName === "DescribeDBEngineVersionsCommand"
          ? Promise.resolve({
              output: {
                $metadata: {},
                DBEngineVersions: [...versions],
              } satisfies DescribeDBEngineVersionsCommandOutput,
              response: {},
            })
          : next(call),
    { step: "initialize", name: "offerVersions", override: true },
  );
}

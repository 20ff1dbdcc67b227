import { LambdaClient, ListTagsCommand } from "@aws-sdk/client-lambda";
import { functionName, type TagPair } from "../../../names.ts";
import { unlessAwsError } from "../../aws-error.ts";
import { asTagPairs, isOfStage } from "../../ownership.ts";
import { partitionOf } from "../../partition.ts";
import { sendOptions } from "../../work.ts";
import { certain, type LeftoverKind, type Search } from "../leftover.ts";

const functionType = { type: "AWS::Lambda::Function", usdPerMonth: 0 } as const;

export const functionKind: LeftoverKind = {
  ...functionType,
  nameOf: (service, resource) =>
    service === "lambda" ? /^function:([^:]+)$/.exec(resource)?.[1] : undefined,
  findByName: async (search) => {
    const { aws, names, functions } = search;
    const found = await Promise.all(
      functions.map(async (one) => {
        const name = functionName(names, one);
        return { name, tags: await readFunctionTags(search, name) };
      }),
    );
    return found
      .filter(({ tags }) => tags !== undefined && isOfStage(tags, names))
      .map(({ name }) => certain(functionType, { name, region: aws.region, arn: functionArn(search, name) }));
  },
  isThere: async (search, name) => (await readFunctionTags(search, name)) !== undefined,
};

async function readFunctionTags(search: Search, name: string): Promise<readonly TagPair[] | undefined> {
  const { aws, options } = search;
  const command = new ListTagsCommand({ Resource: functionArn(search, name) });
  const found = await unlessAwsError(
    aws.client(LambdaClient).send(command, sendOptions(options)),
    "ResourceNotFoundException",
  );
  return found === undefined ? undefined : asTagPairs(found.Tags);
}

function functionArn({ aws }: Search, name: string): string {
  return `arn:${partitionOf(aws)}:lambda:${aws.region}:${aws.account}:function:${name}`;
}

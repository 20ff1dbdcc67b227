import { DescribeRepositoriesCommand, ECRClient } from "@aws-sdk/client-ecr";
import { repositoryName } from "../../../images/repository.ts";
import { unlessAwsError } from "../../aws-error.ts";
import { sendOptions } from "../../work.ts";
import { certain, type LeftoverKind, type Search } from "../leftover.ts";

const repositoryType = { type: "AWS::ECR::Repository", usdPerMonth: null } as const;

export const repositoryKind: LeftoverKind = {
  ...repositoryType,
  nameOf: (service, resource) =>
    service === "ecr" && resource.startsWith("repository/")
      ? resource.slice("repository/".length)
      : undefined,
  findByName: async (search) => {
    const arn = await findArn(search, repositoryName(search.names));
    const { region } = search.aws;
    return arn === undefined
      ? []
      : [certain(repositoryType, { name: repositoryName(search.names), region, arn })];
  },
  isThere: async (search, name) => (await findArn(search, name)) !== undefined,
};

/** Its ARN; undefined where there is no repository of that name. */
async function findArn({ aws, options }: Search, name: string): Promise<string | undefined> {
  const command = new DescribeRepositoriesCommand({ repositoryNames: [name] });
  const answer = aws.client(ECRClient).send(command, sendOptions(options));
  return (await unlessAwsError(answer, "RepositoryNotFoundException"))?.repositories?.[0]?.repositoryArn;
}

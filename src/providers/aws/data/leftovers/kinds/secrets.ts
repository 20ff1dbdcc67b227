import {
  DescribeSecretCommand,
  ListSecretsCommand,
  SecretsManagerClient,
  type SecretListEntry,
} from "@aws-sdk/client-secrets-manager";
import { parameterName } from "../../../names.ts";
import { unlessAwsError } from "../../aws-error.ts";
import { usdPerMonth } from "../../prices.ts";
import { openManagerSecrets } from "../../secrets/manager-secrets.ts";
import { sendOptions } from "../../work.ts";
import { certain, type Leftover, type LeftoverKind, type Search } from "../leftover.ts";

const secretType = { type: "AWS::SecretsManager::Secret", usdPerMonth: usdPerMonth.secret } as const;

export const secretKind: LeftoverKind = {
  ...secretType,
  nameOf: (service, resource) =>
    service === "secretsmanager" ? resource.replace(/^secret:/, "").replace(/-\w{6}$/, "") : undefined,
  findByName: async (search) => {
    const { aws, names } = search;
    const region = aws.region;
    const all = await listSecrets(search, `/monolift/${names.project}/`);
    const own = all.filter(({ Name = "" }) => Name.startsWith(parameterName(names, "")));
    const shared = openManagerSecrets(aws, names, {
      document: "secrets",
      share: true,
    });
    const hasPart =
      all.some(({ Name }) => Name === shared.record) && (await shared.read(search.options)) !== undefined;
    const part: Leftover = certain(secretType, {
      name: `${shared.record}:${names.stage}`,
      region,
      // The record is paid for as long as another stage has a part of it.
      usdPerMonth: 0,
    });
    return [
      ...own.map(({ Name = "", ARN }) => certain(secretType, { name: Name, region, arn: ARN ?? null })),
      ...(hasPart ? [part] : []),
    ];
  },
  isThere: async ({ aws, options }, name) => {
    const command = new DescribeSecretCommand({ SecretId: name });
    const found = await unlessAwsError(
      aws.client(SecretsManagerClient).send(command, sendOptions(options)),
      "ResourceNotFoundException",
    );
    // One that is marked for deletion costs nothing and goes by itself.
    return found !== undefined && found.DeletedDate === undefined;
  },
};

async function listSecrets({ aws, options }: Search, prefix: string): Promise<readonly SecretListEntry[]> {
  const found: SecretListEntry[] = [];
  let token: string | undefined;
  do {
    const command: ListSecretsCommand = new ListSecretsCommand({
      Filters: [{ Key: "name", Values: [prefix] }],
      ...(token === undefined ? {} : { NextToken: token }),
    });
    const page = await aws.client(SecretsManagerClient).send(command, sendOptions(options));
    found.push(...(page.SecretList ?? []));
    token = page.NextToken;
  } while ((token ?? "") !== "");
  return found.filter(({ Name = "", DeletedDate }) => Name.startsWith(prefix) && DeletedDate === undefined);
}

import { IAMClient, ListRolesCommand, ListRoleTagsCommand, type Role } from "@aws-sdk/client-iam";
import { stackName, tagNames, type TagPair } from "../../../names.ts";
import { unlessAwsError } from "../../aws-error.ts";
import { asTagPairs, isOfStage, tagValue } from "../../ownership.ts";
import { sendOptions } from "../../work.ts";
import { certain, globalRegion, type LeftoverKind, type Search } from "../leftover.ts";

const roleType = { type: "AWS::IAM::Role", usdPerMonth: 0 } as const;

/** CloudFormation makes names of roles from the stack's name, of which it takes no more where both are long. */
const stackPartLength = 24;

export const roleKind: LeftoverKind = {
  ...roleType,
  nameOf: (service, resource) =>
    service === "iam" && resource.startsWith("role/") ? resource.split("/").at(-1) : undefined,
  findByName: async (search) => {
    const prefix = stackName(search.names);
    const alike = (await listRoles(search)).filter(({ RoleName = "" }) =>
      RoleName.startsWith(prefix.slice(0, stackPartLength)),
    );
    const found = await Promise.all(
      alike.map(async (role) => ({ role, tags: await readRoleTags(search, role.RoleName ?? "") })),
    );
    return found
      .filter(({ role, tags }) => isRoleOf(search, prefix, role, tags))
      .map(({ role: { RoleName = "", Arn } }) =>
        certain(roleType, { name: RoleName, region: globalRegion, arn: Arn ?? null }),
      );
  },
  isThere: async (search, name) => (await readRoleTags(search, name)) !== undefined,
};

/** Without tags only the whole name tells: what follows on it begins with a capital, as ids of templates do and stages never. */
function isRoleOf(
  { names }: Search,
  prefix: string,
  { RoleName = "" }: Role,
  tags: readonly TagPair[] | undefined,
): boolean {
  if (tags === undefined) return false;
  if (tagValue(tags, tagNames.stage) !== undefined) return isOfStage(tags, names);
  return RoleName.startsWith(`${prefix}-`) && /^[A-Z]/.test(RoleName.slice(prefix.length + 1));
}

async function listRoles({ aws, options }: Search): Promise<readonly Role[]> {
  const found: Role[] = [];
  let marker: string | undefined;
  do {
    const command: ListRolesCommand = new ListRolesCommand({
      MaxItems: 1000,
      ...(marker === undefined ? {} : { Marker: marker }),
    });
    const page = await aws.client(IAMClient).send(command, sendOptions(options));
    found.push(...(page.Roles ?? []));
    marker = page.IsTruncated === true ? page.Marker : undefined;
  } while (marker !== undefined);
  return found;
}

async function readRoleTags(
  { aws, options }: Search,
  RoleName: string,
): Promise<readonly TagPair[] | undefined> {
  const command = new ListRoleTagsCommand({ RoleName });
  const found = await unlessAwsError(
    aws.client(IAMClient).send(command, sendOptions(options)),
    "NoSuchEntityException",
  );
  return found === undefined ? undefined : asTagPairs(found.Tags);
}

import { CreateDBSubnetGroupCommand, RDSClient } from "@aws-sdk/client-rds";
import type { Aws } from "../../src/providers/aws/aws.ts";
import type { DatabasePlace } from "../../src/providers/aws/network/place.ts";
import { ec2Ground } from "./ec2-ground.ts";

/** Where an Aurora may stand in an emulator, as a network's stack would have made it. */
export async function makeDatabasePlace(aws: Aws, endpoint: string): Promise<DatabasePlace> {
  const ground = ec2Ground(endpoint);
  const vpc = await ground.makeVpc("10.20.0.0/16");
  const subnets = [
    await ground.makeSubnet(vpc, "10.20.0.0/24", "us-east-1a"),
    await ground.makeSubnet(vpc, "10.20.1.0/24", "us-east-1b"),
  ];
  const group = await ground.make(
    "CreateSecurityGroup",
    { VpcId: vpc, GroupName: "databases", GroupDescription: "databases" },
    "groupId",
  );
  const subnetGroup = "monolift-blog--shared";
  await aws.client(RDSClient).send(
    new CreateDBSubnetGroupCommand({
      DBSubnetGroupName: subnetGroup,
      DBSubnetGroupDescription: "databases",
      SubnetIds: subnets,
    }),
  );
  return { subnetGroup, group };
}

/** Calls `listen` with each command before it is sent; returns how to end that. */
export function onCall(rds: RDSClient, listen: (name: string, input: unknown) => void): () => void {
  const name = `listen-${Math.random()}`;
  rds.middlewareStack.add(
    (next, { commandName = "" }) =>
      (call) => {
        listen(commandName, call.input);
        return next(call);
      },
    { step: "initialize", name },
  );
  return () => void rds.middlewareStack.remove(name);
}

/** Something that is interrupted before the `nth` call of an operation; the interruption is what it ends with. */
export async function interrupted(
  rds: RDSClient,
  { operation, nth = 1 }: { readonly operation: string; readonly nth?: number },
  doing: () => Promise<unknown>,
): Promise<unknown> {
  let calls = 0;
  const stop = onCall(rds, (name) => {
    if (name !== `${operation}Command`) return;
    calls += 1;
    if (calls === nth) throw new Error("interrupted");
  });
  try {
    return await doing().then(
      () => undefined,
      (error: unknown) => error,
    );
  } finally {
    stop();
  }
}

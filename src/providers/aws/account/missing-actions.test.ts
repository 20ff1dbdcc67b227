import {
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startFaultyProxy, type FaultyProxy } from "../../../../test/aws/faulty-proxy.ts";
import { useMinistack } from "../../../../test/aws/use-ministack.ts";
import type { Aws } from "../aws.ts";
import { findMissingActions } from "./missing-actions.ts";

const account = "000000000000";
const bucket = "arn:aws:s3:::blog-files/*";
const rights = [
  { actions: ["s3:GetObject", "s3:PutObject"], resources: [bucket] },
  { actions: ["lambda:GetFunction"], resources: ["*", `arn:aws:lambda:us-east-1:${account}:function:blog`] },
];
const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "s3:*", Resource: "*" },
    { Effect: "Deny", Action: "s3:PutObject", Resource: bucket },
    { Effect: "Allow", Action: "lambda:Get*", Resource: `arn:aws:lambda:*:${account}:function:blog` },
  ],
});
const denied = {
  kind: "refuse",
  status: 403,
  code: "AccessDenied",
  message: "User is not authorized to perform: iam:SimulatePrincipalPolicy",
} as const;

describe("findMissingActions", () => {
  const { ministack } = useMinistack();
  let proxy: FaultyProxy;
  const as = (caller: string): Aws => ({ ...proxy.connect({ attempts: 1 }), caller });
  const ann = `arn:aws:iam::${account}:user/ann`;

  beforeAll(async () => {
    proxy = await startFaultyProxy(ministack().endpoint);
    const iam = proxy.connect().client(IAMClient);
    await iam.send(new CreateUserCommand({ UserName: "ann" }));
    await iam.send(new PutUserPolicyCommand({ UserName: "ann", PolicyName: "work", PolicyDocument: policy }));
    const trust = { Version: "2012-10-17", Statement: [] };
    await iam.send(
      new CreateRoleCommand({ RoleName: "lifter", AssumeRolePolicyDocument: JSON.stringify(trust) }),
    );
    await iam.send(
      new PutRolePolicyCommand({ RoleName: "lifter", PolicyName: "work", PolicyDocument: policy }),
    );
  });
  afterAll(async () => {
    await proxy?.stop();
  });

  it("names what the policies of a user deny or do not allow, on any of the things that it is needed for", async () => {
    expect(await findMissingActions(as(ann), rights)).toEqual(["lambda:GetFunction", "s3:PutObject"]);
    expect(await findMissingActions(as(ann), rights.slice(0, 1))).toEqual(["s3:PutObject"]);
  });

  it("asks about the role of a session", async () => {
    const session = `arn:aws:sts::${account}:assumed-role/lifter/ann`;
    expect(await findMissingActions(as(session), rights)).toEqual(["lambda:GetFunction", "s3:PutObject"]);
  });

  it("lacks nothing as the account's own user, and asks nothing", async () => {
    const before = proxy.arrived().length;
    expect(await findMissingActions(as(`arn:aws:iam::${account}:root`), rights)).toEqual([]);
    expect(proxy.arrived()).toHaveLength(before);
  });

  it("says that it could not ask where that itself is not allowed, or the caller is of another kind", async () => {
    proxy.meet("iam.SimulatePrincipalPolicy", [denied, denied, denied]);
    expect(await findMissingActions(as(ann), rights)).toBeNull();
    proxy.calm();
    expect(await findMissingActions(as(`arn:aws:sts::${account}:federated-user/ann`), rights)).toBeNull();
  });

  it("asks about many actions in several questions", async () => {
    const actions = Array.from({ length: 120 }, (_, index) => `sns:Action${index}`);
    const before = proxy.arrived().length;
    expect(await findMissingActions(as(ann), [{ actions, resources: ["*"] }])).toHaveLength(120);
    expect(proxy.arrived().slice(before)).toEqual(
      Array.from({ length: 3 }, () => "iam.SimulatePrincipalPolicy"),
    );
  });
});

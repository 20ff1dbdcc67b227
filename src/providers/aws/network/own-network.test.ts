import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackUpdateComplete,
} from "@aws-sdk/client-cloudformation";
import { beforeAll, describe, expect, it } from "vitest";
import { ec2Ground } from "../../../../test/aws/ec2-ground.ts";
import { lacking, leaveOut } from "../../../../test/aws/lacking.ts";
import { useMinistack } from "../../../../test/aws/use-ministack.ts";
import { watching, type Watching } from "../../../../test/aws/watching.ts";
import type { NetworkResource } from "../../../plan/resources.ts";
import type { Notice } from "../../../words/words.ts";
import { stackName, stageTags, type StageNames } from "../names.ts";
import { readStack } from "../stack/stack.ts";
import type { WaitWatcher } from "../waiting.ts";
import { ensureNetwork } from "./ensure-network.ts";
import { leaveNetworks } from "./leave-network.ts";
import type { NetworkPlace } from "./place.ts";
import { readUsers } from "./users.ts";

const plain: NetworkResource = {
  kind: "network",
  id: "network",
  existing: null,
  subnets: [],
  groups: [],
  isShared: true,
  hasNat: false,
  hasEndpoints: false,
  cidr: null,
};

describe("a project's network", () => {
  const { ministack, aws } = useMinistack();
  beforeAll(async () => {
    leaveOut(aws(), [...lacking.everywhere, ...lacking.ministack]);
  });

  const stageOf =
    (project: string) =>
    (stage: string): StageNames => ({ project, stage });
  const ensure = (
    names: StageNames,
    wanted: Partial<NetworkResource> = {},
    watcher: Watching = watching(),
  ): Promise<NetworkPlace> =>
    ensureNetwork(
      aws(),
      { ...plain, ...wanted },
      { names, needsDatabase: true, secretsIn: ["ssm"] },
      watcher,
    );
  const codesOf = ({ notices }: Watching): readonly string[] => notices.map(({ code }) => code);

  /** A stage's stack, as far as the network looks at it. */
  async function lift(names: StageNames, place: NetworkPlace): Promise<void> {
    const client = aws().client(CloudFormationClient);
    const StackName = stackName(names);
    const TemplateBody = JSON.stringify({
      Resources: { Logs: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: StackName } } },
      Outputs: {
        Network: { Value: place.stack },
        ...(place.claims === "" ? {} : { NetworkClaims: { Value: place.claims } }),
      },
    });
    const request = { StackName, TemplateBody, Tags: [...stageTags(names)] };
    if ((await readStack(aws(), StackName)) === undefined) {
      await client.send(new CreateStackCommand(request));
      await waitUntilStackCreateComplete({ client, maxWaitTime: 10, minDelay: 1 }, { StackName });
    } else {
      await client.send(new UpdateStackCommand(request));
      await waitUntilStackUpdateComplete({ client, maxWaitTime: 10, minDelay: 1 }, { StackName });
    }
  }

  async function takeDown(names: StageNames): Promise<void> {
    const client = aws().client(CloudFormationClient);
    await client.send(new DeleteStackCommand({ StackName: stackName(names) }));
    await waitUntilStackDeleteComplete(
      { client, maxWaitTime: 10, minDelay: 1 },
      { StackName: stackName(names) },
    );
  }

  function leaving(onPause?: (waitedMs: number) => Promise<void>): Watching &
    WaitWatcher & {
      readonly waited: readonly Notice[];
    } {
    const waited: Notice[] = [];
    return { ...watching(onPause), waited, onWaiting: (said) => waited.push(said) };
  }

  it("is made once, and says by value where functions and databases stand", { timeout: 30_000 }, async () => {
    const names = stageOf("once")("production");
    const watcher = watching();
    const place = await ensure(names, {}, watcher);
    expect(place).toMatchObject({
      stack: "monolift-once--shared",
      vpc: expect.stringMatching(/^vpc-/) as string,
      reaches: { ipv4: false, ipv6: true },
      endpoints: [],
      claims: "",
      database: {
        subnetGroup: "monolift-once--shared",
        group: expect.stringMatching(/^sg-/) as string,
      },
    });
    expect(place.subnets).toHaveLength(2);
    expect(place.groups).toHaveLength(1);
    expect(codesOf(watcher)).toEqual(["NETWORK_IPV6_ONLY"]);
    const before = aws().calls.length;
    const again = watching();
    expect(await ensure({ ...names, stage: "staging" }, {}, again)).toEqual(place);
    expect(codesOf(again)).toEqual([]);
    expect(
      new Set(
        aws()
          .calls.slice(before)
          .map(({ operation }) => operation),
      ),
    ).toEqual(new Set(["DescribeStacks"]));
  });

  it("keeps its addresses, and says so to who wants others", { timeout: 30_000 }, async () => {
    const stage = stageOf("addresses");
    await ensure(stage("production"), { cidr: "10.80.16.0/20" });
    await ensure(stage("staging"));
    expect((await readStack(aws(), "monolift-addresses--shared"))?.outputs["Cidr"]).toBe("10.80.16.0/20");
    await expect(ensure(stage("staging"), { cidr: "10.80.32.0/20" })).rejects.toMatchObject({
      code: "NETWORK_CIDR_FIXED",
      facts: { given: "10.80.32.0/20", cidr: "10.80.16.0/20" },
    });
    const own = await ensure(stage("staging"), { cidr: "10.80.32.0/20", isShared: false });
    expect(own.stack).toBe("monolift-addresses-staging--network");
  });

  it(
    "says what NAT costs before it is made, and keeps it for whoever wants it, or is served with it",
    { timeout: 30_000 },
    async () => {
      const stage = stageOf("nat");
      const hasNat = async (): Promise<string | undefined> =>
        (await readStack(aws(), "monolift-nat--shared"))?.outputs["HasNat"];
      const first = watching();
      const place = await ensure(stage("production"), { hasNat: true }, first);
      expect(first.notices[0]).toMatchObject({
        code: "NETWORK_NAT_COSTS",
        facts: { region: "us-east-1", usdPerGb: 0.045 },
      });
      expect(place).toMatchObject({ reaches: { ipv4: true, ipv6: true }, claims: "nat" });
      await lift(stage("production"), place);

      const second = watching();
      const other = await ensure(stage("staging"), {}, second);
      expect(second.notices).toEqual([{ code: "NETWORK_NAT_STAYS", facts: { stages: ["production"] } }]);
      // What goes with another stage is nothing to rely on.
      expect(other).toMatchObject({ reaches: { ipv4: false, ipv6: true }, claims: "" });
      await lift(stage("staging"), other);
      expect(await hasNat()).toBe("true");

      const third = watching();
      const less = await ensure(stage("production"), {}, third);
      expect(codesOf(third)).toEqual(["NETWORK_NAT_GOES_NEXT"]);
      expect(await hasNat()).toBe("true");
      await lift(stage("production"), less);
      await ensure(stage("production"));
      expect(await hasNat()).toBe("false");
      expect(await readUsers(aws(), "monolift-nat--shared")).toEqual([
        { stage: "production", hasNat: false, endpoints: [] },
        { stage: "staging", hasNat: false, endpoints: [] },
      ]);
    },
  );

  it(
    "goes with the last stage that is in it, and loses before what only a leaving one wanted",
    { timeout: 30_000 },
    async () => {
      const stage = stageOf("leave");
      const [production, preview] = [stage("production"), stage("preview")];
      await lift(production, await ensure(production));
      await lift(preview, await ensure(preview, { hasNat: true }));
      await takeDown(preview);
      const first = leaving();
      expect(await leaveNetworks(aws(), preview, first)).toEqual({ own: "absent", shared: "used" });
      expect(first.notices).toEqual([{ code: "NETWORK_STAYS", facts: { stages: ["production"] } }]);
      expect((await readStack(aws(), "monolift-leave--shared"))?.outputs["HasNat"]).toBe("false");

      await takeDown(production);
      expect(await leaveNetworks(aws(), production, leaving())).toEqual({ own: "absent", shared: "removed" });
      expect(await readStack(aws(), "monolift-leave--shared")).toBeUndefined();
      expect(await leaveNetworks(aws(), production, leaving())).toEqual({ own: "absent", shared: "absent" });
    },
  );

  it(
    "waits until Lambda has let go of its interfaces, and leaves it where that takes too long",
    { timeout: 30_000 },
    async () => {
      const names = stageOf("held")("production");
      const place = await ensure(names);
      const ground = ec2Ground(ministack().endpoint);
      const lingering = await ground.make(
        "CreateNetworkInterface",
        { SubnetId: place.subnets[0] ?? "", "SecurityGroupId.1": place.groups[0] ?? "" },
        "networkInterfaceId",
      );
      const held = leaving();
      expect(await leaveNetworks(aws(), names, held)).toMatchObject({ shared: "held" });
      expect(held.notices).toEqual([
        { code: "NETWORK_LEFT", facts: { stack: "monolift-held--shared", count: 1, minutes: 45 } },
      ]);
      expect(held.waited.at(-1)).toEqual({ code: "NETWORK_WAITS", facts: { count: 1, minutes: 45 } });
      expect(await readStack(aws(), "monolift-held--shared")).toBeDefined();

      const patient = leaving(async (waitedMs) => {
        if (waitedMs === 30_000)
          await ground.make("DeleteNetworkInterface", { NetworkInterfaceId: lingering }, "return");
      });
      expect(await leaveNetworks(aws(), names, patient)).toMatchObject({ shared: "removed" });
      expect(patient.waited.length).toBeGreaterThan(0);
    },
  );
});

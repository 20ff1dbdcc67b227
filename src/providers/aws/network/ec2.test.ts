import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMoto, type Moto } from "../../../../test/aws/moto.ts";
import { Ec2Client, Ec2Error } from "./ec2.ts";

describe("Ec2Client", () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto.stop());

  it("asks by filters, reads lists within lists, and is counted like any client", async () => {
    const aws = moto.connect();
    const ec2 = aws.client(Ec2Client);
    const [vpc] = await ec2.ask({
      action: "DescribeVpcs",
      filters: { isDefault: ["true"] },
      list: "vpcSet",
    });
    expect(vpc?.text("cidrBlock")).toBe("172.31.0.0/16");
    const tables = await ec2.ask({
      action: "DescribeRouteTables",
      filters: { "vpc-id": [vpc?.text("vpcId") ?? ""] },
      list: "routeTableSet",
    });
    expect(tables.flatMap((one) => one.items("routeSet")).map((one) => one.text("gatewayId"))).toContain(
      "local",
    );
    expect(aws.calls).toEqual([
      { service: "EC2", operation: "DescribeVpcs" },
      { service: "EC2", operation: "DescribeRouteTables" },
    ]);
    aws.close();
  });
});

describe("Ec2Client in front of an EC2 that refuses", () => {
  const asked: URLSearchParams[] = [];
  const refusal =
    "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>No.</Message></Error></Errors><RequestID>r-1</RequestID></Response>";
  const answers = [
    [
      503,
      "<Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>m</Message></Error></Errors></Response>",
    ],
    [200, "<R><vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet><nextToken>more</nextToken></R>"],
    [200, "<R><vpcSet><item><vpcId>vpc-2</vpcId></item></vpcSet></R>"],
    [403, refusal],
    [502, "Bad gateway"],
    [502, "Bad gateway"],
  ] as const;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const [status, text] = answers[asked.length] ?? [500, ""];
      asked.push(new URLSearchParams(body));
      response.writeHead(status).end(text);
    });
  });
  let endpoint = "";
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    endpoint = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  });
  afterAll(() => void server.close());

  const connect = (to = endpoint): Ec2Client =>
    new Ec2Client({
      region: "ap-northeast-1",
      maxAttempts: 2,
      customUserAgent: "monolift",
      endpoint: to,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });

  it("asks again after it was throttled, and for every page", async () => {
    const client = connect();
    const vpcs = await client.ask({ action: "DescribeVpcs", list: "vpcSet" });
    expect(vpcs.map((one) => one.text("vpcId"))).toEqual(["vpc-1", "vpc-2"]);
    expect(asked.map((one) => one.get("NextToken"))).toEqual([null, null, "more"]);
    client.destroy();
  });

  it("gives EC2's own code for what it refuses, and does not insist", async () => {
    const client = connect();
    const refused = client.ask({ action: "DescribeVpcs", list: "vpcSet" });
    await expect(refused).rejects.toMatchObject({
      code: "EC2_REFUSED",
      facts: { action: "DescribeVpcs", code: "UnauthorizedOperation" },
      detail: "No.",
      cause: new Ec2Error("UnauthorizedOperation", "No.", { httpStatusCode: 403, requestId: "r-1" }),
    });
    expect(asked).toHaveLength(4);
    client.destroy();
  });

  it("gives up on an answer that is none, after as many attempts as it was told", async () => {
    const client = connect();
    await expect(client.ask({ action: "DescribeVpcs", list: "vpcSet" })).rejects.toMatchObject({
      code: "EC2_REFUSED",
      cause: { name: "UnknownError", $metadata: { httpStatusCode: 502 } },
    });
    expect(asked).toHaveLength(6);
    client.destroy();
  });

  it("says that nobody answers", async () => {
    const client = connect("http://127.0.0.1:9");
    await expect(client.ask({ action: "DescribeVpcs", list: "vpcSet" })).rejects.toMatchObject({
      code: "EC2_UNREACHABLE",
    });
    client.destroy();
  });
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { useFakeNeon } from "../../../test/neon/use-fake-neon.ts";
import { createNeonClient } from "./client.ts";

const { neon } = useFakeNeon();

const client = (): ReturnType<typeof createNeonClient> => createNeonClient(neon().options);

describe("call", () => {
  it("waits as long as Neon says, in seconds or until a date", async () => {
    neon().fail("listProjects", { status: 429, retryAfter: "30" });
    await client().call("listProjects", {});
    expect(neon().waitedMs()).toBe(30_000);
    const until = new Date(Date.now() + 60_000).toUTCString();
    neon().fail("listProjects", { status: 429, retryAfter: until });
    await client().call("listProjects", {});
    expect(neon().waitedMs()).toBeGreaterThan(30_000 + 55_000);
  });

  it("gives up after two minutes, and at once where it would have to wait longer", async () => {
    neon().fail("listProjects", { status: 429, retryAfter: "600" });
    await expect(client().call("listProjects", {})).rejects.toMatchObject({
      code: "NEON_TOO_MANY_REQUESTS",
      facts: { seconds: 600 },
    });
    expect(neon().waitedMs()).toBe(0);
    neon().fail("listProjects", ...Array.from({ length: 100 }, () => ({ status: 423 })));
    await expect(client().call("listProjects", {})).rejects.toMatchObject({
      code: "NEON_BUSY",
      facts: { operation: "listProjects", seconds: 120 },
    });
    expect(neon().waitedMs()).toBeGreaterThan(100_000);
    expect(neon().waitedMs()).toBeLessThanOrEqual(120_000);
  });

  it("asks once only for what changes something, when the answer leaves open whether it has", async () => {
    const body = { project: { name: "x" } };
    neon().fail("createProject", { status: 500 }, { status: 500 });
    await expect(client().call("createProject", { body })).rejects.toMatchObject({
      code: "NEON_UNREACHABLE",
    });
    expect(neon().asked).toStrictEqual(["createProject"]);
  });

  it.each([
    [403, "", "NEON_NOT_ALLOWED"],
    [404, "", "NEON_REFUSED"],
    [422, "", "NEON_REFUSED"],
    [422, "BRANCHES_LIMIT_EXCEEDED", "NEON_LIMIT"],
    [402, "COMPUTE_TIME_EXCEEDED", "NEON_LIMIT"],
    [422, "VPC_ENDPOINTS_LIMIT_EXCEEDED", "NEON_LIMIT"],
  ])("names what %i %s means", async (status, code, expected) => {
    neon().fail("listProjects", { status, code });
    await expect(client().call("listProjects", {})).rejects.toMatchObject({ code: expected });
  });

  it("says where a refused key came from, and never the key itself", async () => {
    const key = { value: "napi_wrong-secret", from: "file", file: "/home/me/neon-key" } as const;
    const wrong = createNeonClient({ ...neon().options, key });
    const error: unknown = await wrong.call("listProjects", {}).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "NEON_KEY_REFUSED", facts: { from: "file" } });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("wrong-secret");
  });

  it("names the reason when nobody is there, without the key", async () => {
    const lonely = createNeonClient({ ...neon().options, endpoint: "http://127.0.0.1:1/api/v2" });
    const error: unknown = await lonely.call("listProjects", {}).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "NEON_UNREACHABLE", facts: { operation: "listProjects" } });
    expect((error as Error).message).toMatch(/ECONNREFUSED|bad port/);
    expect(String((error as Error).stack)).not.toContain("napi_");
  });

  it("does not take the page of a proxy for an answer", async () => {
    const server = createServer((_, response) => response.end("<html>Sign in to the hotel's network</html>"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const hotel = createNeonClient({ ...neon().options, endpoint: `http://127.0.0.1:${port}` });
    await expect(hotel.call("listProjects", {})).rejects.toMatchObject({ code: "NEON_UNREACHABLE" });
    await new Promise((resolve) => server.close(resolve));
  });
});

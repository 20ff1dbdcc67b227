import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDockerRegistry, type DockerRegistry } from "../../../../test/aws/docker-registry.ts";
import { startMinistack, type Ministack } from "../../../../test/aws/ministack.ts";
import { laySmallBundle, pushSyntheticBase } from "../../../../test/aws/synthetic-image.ts";
import { publishImage, type PublishedImage } from "./publish-image.ts";
import { openRegistry } from "./registry.ts";

describe("publishImage", () => {
  let ministack: Ministack;
  let server: DockerRegistry;
  let folder: string;
  beforeAll(async () => {
    [ministack, server] = await Promise.all([startMinistack(), startDockerRegistry()]);
    folder = await mkdtemp(join(tmpdir(), "monolift-publish-"));
  });
  afterAll(async () => {
    await Promise.all([ministack.stop(), server.stop(), rm(folder, { recursive: true })]);
  });

  it("pushes into the stage's repository what it does not have, also on a base that has moved on", async () => {
    const aws = ministack.connect();
    const registry = openRegistry({ address: server.address });
    const target = { python: "3.13", architecture: "arm64", glibc: "2.34" } as const;
    await pushSyntheticBase(registry, { repository: "lambda/python", folder });
    const publish = async (code: string, baseDigest?: string): Promise<PublishedImage> =>
      publishImage(
        aws,
        { project: "blog", stage: "production" },
        { own: registry, base: registry },
        {
          bundle: await laySmallBundle(folder, code),
          target,
          cache: join(folder, "cache"),
          languages: null,
          baseDigest,
        },
      );
    const first = await publish("x = 1\n");
    expect(first.uri).toMatch(/\/monolift\/blog\/production@sha256:[0-9a-f]{64}$/);
    expect(first.sent).toBe(5);
    expect(await publish("x = 1\n")).toEqual({ ...first, sent: 0, sentBytes: 0 });
    await pushSyntheticBase(registry, { repository: "lambda/python", folder, kind: "oci" });
    expect((await publish("x = 1\n", first.baseDigest)).digest).toBe(first.digest);
    expect((await publish("x = 1\n")).baseDigest).not.toBe(first.baseDigest);
    aws.close();
  });
});

import {
  DescribeRepositoriesCommand,
  ECRClient,
  ListTagsForResourceCommand,
  PutImageCommand,
} from "@aws-sdk/client-ecr";
import { describe, expect, it } from "vitest";
import { startDockerRegistry } from "../../../../test/aws/docker-registry.ts";
import { useMinistack } from "../../../../test/aws/use-ministack.ts";
import { openRegistryDoor } from "../../../../test/aws/registry-door.ts";
import type { Aws } from "../aws.ts";
import {
  ensureRepository,
  findRepository,
  imageTag,
  measureImages,
  openPrivateRegistry,
  removeImages,
  removeRepository,
} from "./repository.ts";

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("ensureRepository", () => {
  const { aws } = useMinistack();
  const names = { project: "blog", stage: "production" };
  const putImage = async (tag: string): Promise<string> => {
    const imageManifest = JSON.stringify({ schemaVersion: 2, layers: [], tag });
    const request = { repositoryName: "monolift/blog/production", imageManifest, imageTag: tag };
    const { image } = await aws().client(ECRClient).send(new PutImageCommand(request));
    return image?.imageId?.imageDigest ?? "";
  };

  it("makes a repository with the stage's tags once, and writes nothing again", async () => {
    expect(await findRepository(aws(), names)).toBeUndefined();
    const made = await ensureRepository(aws(), names);
    expect(made.name).toBe("monolift/blog/production");
    expect(made.uri).toMatch(/\/monolift\/blog\/production$/);
    const { repositories = [] } = await aws()
      .client(ECRClient)
      .send(new DescribeRepositoriesCommand({ repositoryNames: [made.name] }));
    const resourceArn = repositories[0]?.repositoryArn;
    const { tags } = await aws().client(ECRClient).send(new ListTagsForResourceCommand({ resourceArn }));
    expect(tags).toEqual([
      { Key: "monolift:project", Value: "blog" },
      { Key: "monolift:stage", Value: "production" },
    ]);
    const before = aws().calls.length;
    expect(await ensureRepository(aws(), names)).toEqual(made);
    expect(
      aws()
        .calls.slice(before)
        .map(({ operation }) => operation),
    ).toEqual(["DescribeRepositories", "GetLifecyclePolicy", "GetRepositoryPolicy"]);
  });

  it("removes the images that nothing needs when they are a day old, and then everything", async () => {
    await ensureRepository(aws(), names);
    const [first, second] = [await putImage("first"), await putImage("second")];
    expect((await measureImages(aws(), names)).images).toBe(2);
    expect(await removeImages(aws(), names, new Set([second]))).toEqual([]);
    const inTwoDays = Date.now() + 2 * 86_400_000;
    expect(await removeImages(aws(), names, new Set([second]), inTwoDays)).toEqual([first]);
    expect((await measureImages(aws(), names)).images).toBe(1);
    expect(await removeRepository(aws(), names)).toBe(true);
    expect(await removeRepository(aws(), names)).toBe(false);
    expect(await measureImages(aws(), names)).toEqual({ images: 0, sizeBytes: 0 });
  });

  it("opens the account's registry with the password that ECR gives, and a new one when that is over", async () => {
    const server = await startDockerRegistry();
    const door = await openRegistryDoor(server.address, { wants: { scheme: "Basic", password: "new:er" } });
    const passwords = ["over", "new:er"];
    const client = {
      send: () => {
        const authorizationToken = Buffer.from(`AWS:${passwords.shift()}`).toString("base64");
        return Promise.resolve({ authorizationData: [{ authorizationToken, proxyEndpoint: door.address }] });
      },
    };
    const registry = await openPrivateRegistry({ ...aws(), client: () => client } as unknown as Aws);
    expect(`http://${registry.host}`).toBe(door.address);
    await expect(registry.hasBlob("blog", digest)).rejects.toMatchObject({ facts: { status: 401 } });
    expect(await registry.hasBlob("blog", digest)).toBe(false);
    await door.close();
    await server.stop();
  });

  it("names an image after its content", () => {
    const manifest = { mediaType: "", size: 1, content: Buffer.from("") };
    expect(imageTag({ manifest: { ...manifest, digest } })).toBe("0123456789abcdef");
  });
});

import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startDockerRegistry, type DockerRegistry } from "../../../../test/aws/docker-registry.ts";
import { openRegistryDoor, type DoorOptions, type RegistryDoor } from "../../../../test/aws/registry-door.ts";
import { laySmallBundle, pushSyntheticBase } from "../../../../test/aws/synthetic-image.ts";
import { imageKinds } from "../../../bundle/lambda/image-format.ts";
import { assembleImage, type ImageRequest, type LambdaImage } from "../../../bundle/lambda/image.ts";
import { lambdaBase, readBaseImage, type FoundBase } from "./base-image.ts";
import { pushImage, type PushedImage } from "./push-image.ts";
import type { RegistryCredentials } from "./registry-session.ts";
import { openRegistry, type Registry } from "./registry.ts";

let server: DockerRegistry;
let folder: string;
let door: RegistryDoor;
let registry: Registry;
let count = 0;
/** Of this test alone. */
let repository: string;

beforeAll(async () => {
  server = await startDockerRegistry();
});
afterAll(() => server.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "monolift image "));
  repository = `blog/test-${(count += 1)}`;
  await openDoor();
});
afterEach(async () => {
  await door.close();
  await rm(folder, { recursive: true });
});

async function openDoor(
  options: DoorOptions = {},
  credentials?: () => Promise<RegistryCredentials>,
): Promise<void> {
  door = await openRegistryDoor(server.address, options);
  registry = openRegistry({ address: door.address, credentials, firstPauseMs: 1 });
}

/** Opens another door in place of the one that every test begins with. */
async function changeDoor(...parameters: Parameters<typeof openDoor>): Promise<void> {
  await door.close();
  await openDoor(...parameters);
}

const pushBase = (kind: keyof typeof imageKinds = "docker"): Promise<string> =>
  pushSyntheticBase(registry, { repository: `${repository}-base`, folder, kind });

const readBase = (name: string, architecture: "x86_64" | "arm64" = "arm64"): Promise<FoundBase> =>
  readBaseImage(registry, { repository: name, reference: "3.13", architecture });

/** An application of three files; another text of its code is another code. */
async function assemble(
  base: FoundBase,
  code = "x = 1\n",
  more: Partial<ImageRequest> = {},
): Promise<LambdaImage> {
  const bundle = await laySmallBundle(folder, code);
  const { interpreter } = lambdaBase("3.13");
  return assembleImage({ bundle, base, interpreter, languages: null, cache: join(folder, "cache"), ...more });
}

const push = (image: LambdaImage, name: string, mountFrom: readonly string[] = []): Promise<PushedImage> =>
  pushImage({
    image,
    to: registry,
    repository,
    tag: "live",
    base: { registry, repository: name },
    mountFrom,
  });

const sha256 = (content: Buffer): string => `sha256:${createHash("sha256").update(content).digest("hex")}`;

async function bytesOf(name: string, digest: string): Promise<Buffer> {
  return Buffer.from(await new Response(await registry.readBlob(name, digest)).arrayBuffer());
}

describe.each(["docker", "oci"] as const)("an image in the form of %s", (kind) => {
  it("is pushed, and comes back as it was", async () => {
    const name = await pushBase(kind);
    const image = await assemble(await readBase(name));
    const pushed = await push(image, name);
    expect(pushed.uri).toBe(`${registry.host}/${repository}@${image.manifest.digest}`);
    expect(pushed.sent).toBe(5);
    const back = await registry.readManifest(repository, "live");
    expect(back?.mediaType).toBe(imageKinds[kind].manifest);
    expect(back?.content.equals(image.manifest.content)).toBe(true);
    const config = JSON.parse((await bytesOf(repository, image.config.digest)).toString()) as {
      readonly architecture: string;
      readonly config: unknown;
      readonly history: readonly unknown[];
      readonly rootfs: { readonly diff_ids: readonly string[] };
    };
    expect(config.architecture).toBe("arm64");
    expect(config.config).toEqual({
      Env: ["LAMBDA_TASK_ROOT=/var/task"],
      Entrypoint: ["/var/task/python/exec-wrapper", "/var/lang/bin/python3.13", "/var/runtime/bootstrap.py"],
      Cmd: ["monolift_handler.handler"],
      WorkingDir: "/var/task",
    });
    expect(config.history).toHaveLength(4);
    const layers = await Promise.all(
      [...image.base, ...image.made].map(({ digest }) => bytesOf(repository, digest)),
    );
    expect(layers.map((bytes) => sha256(gunzipSync(bytes)))).toEqual(config.rootfs.diff_ids);
    const files = image.made.map(({ path }) => readFile(path));
    for (const [index, file] of (await Promise.all(files)).entries()) {
      expect(layers[index + 1]?.equals(file)).toBe(true);
    }
  });
});

describe("assembleImage", () => {
  it("gives the same image from the same inputs, and another code changes one layer", async () => {
    const base = await readBase(await pushBase());
    const first = await assemble(base);
    const again = await assemble(base, "x = 1\n", { cache: join(folder, "elsewhere") });
    expect(again.manifest).toEqual(first.manifest);
    const changed = await assemble(base, "x = 2\n");
    const same = changed.made.map(({ digest }, index) => digest === first.made[index]?.digest);
    expect(same).toEqual([true, true, false]);
    expect(changed.manifest.digest).not.toBe(first.manifest.digest);
  });
});

describe("pushImage", () => {
  it("sends nothing a second time, and of a change what changed", async () => {
    const name = await pushBase();
    const base = await readBase(name);
    await push(await assemble(base), name);
    door.forget();
    expect(await push(await assemble(base), name)).toMatchObject({ sent: 0, sentBytes: 0 });
    expect(door.requests).toEqual([`HEAD /v2/${repository}/manifests/live`]);
    // The code's layer, and the configuration that names it.
    expect((await push(await assemble(base, "x = 2\n"), name)).sent).toBe(2);
  });

  it("takes layers of the base over from another repository of the same registry", async () => {
    const name = await pushBase();
    const image = await assemble(await readBase(name));
    door.forget();
    const pushed = await push(image, name, ["nowhere/at-all", name]);
    expect(pushed.sent).toBe(4);
    expect(door.requests).not.toContain(`GET /v2/${name}/blobs/${image.base[0]?.digest}`);
    expect((await bytesOf(repository, image.base[0]?.digest ?? "")).length).toBe(image.base[0]?.size);
  });

  it("copies layers of the base from another registry", async () => {
    const other = await startDockerRegistry();
    const own = registry;
    registry = openRegistry({ address: other.address });
    const name = await pushBase();
    const image = await assemble(await readBase(name));
    const request = { image, to: own, repository, tag: "live", base: { registry, repository: name } };
    const pushed = await pushImage(request);
    await other.stop();
    registry = own;
    expect(pushed.sent).toBe(5);
    expect((await bytesOf(repository, image.base[0]?.digest ?? "")).length).toBe(image.base[0]?.size);
  });

  it("gets through what passes: a busy registry, broken connections, lost answers", async () => {
    const name = await pushBase();
    const image = await assemble(await readBase(name));
    // Layers are sent side by side: all of the faults may meet the same one.
    registry = openRegistry({ address: door.address, attempts: 11, firstPauseMs: 1 });
    door.meet("HEAD", "unavailable", "drop");
    door.meet("POST", "unavailable", "lose-answer");
    door.meet("PATCH", "drop", "unavailable", "lose-answer");
    door.meet("PUT", "lose-answer", "lose-answer", "drop");
    await push(image, name);
    expect(await registry.findManifest(repository, "live")).toBe(image.manifest.digest);
  });

  it("says at once what does not pass", async () => {
    const name = await pushBase();
    const image = await assemble(await readBase(name));
    door.forget();
    door.meet("POST", "forbidden", "forbidden", "forbidden");
    await expect(push(image, name)).rejects.toMatchObject({
      code: "REGISTRY_REFUSED",
      facts: { host: registry.host, repository, method: "POST", status: 403 },
      detail: "DENIED: not today",
    });
    await door.close();
    await expect(push(image, name)).rejects.toMatchObject({ code: "REGISTRY_UNREACHABLE" });
    await openDoor();
  });
});

describe("openRegistry", () => {
  it("shows the password that is asked for, and a newer one when that is refused", async () => {
    let password = "old";
    const asked: string[] = [];
    await changeDoor({ wants: { scheme: "Basic", password: "new" } }, () => {
      asked.push(password);
      return Promise.resolve({ username: "AWS", password });
    });
    await expect(registry.findManifest(repository, "live")).rejects.toMatchObject({ facts: { status: 401 } });
    password = "new";
    expect(await registry.findManifest(repository, "live")).toBeUndefined();
    expect(await registry.findManifest(repository, "live")).toBeUndefined();
    expect(asked).toEqual(["old", "new"]);
  });

  it("fetches a token as nobody where a registry gives one to everybody", async () => {
    await changeDoor({ wants: { scheme: "Bearer", password: "" } });
    const name = await pushBase();
    expect((await readBase(name)).repository).toBe(name);
  });

  it("fetches a token with a password", async () => {
    await changeDoor({ wants: { scheme: "Bearer", password: "secret" } }, () =>
      Promise.resolve({ username: "AWS", password: "secret" }),
    );
    const name = await pushBase();
    expect((await push(await assemble(await readBase(name)), name)).sent).toBe(5);
  });
});

describe("readBaseImage", () => {
  it("chooses the image of the architecture, and no description of it", async () => {
    const name = await pushBase();
    const [one, other] = [await readBase(name, "arm64"), await readBase(name, "x86_64")];
    expect([one.config.architecture, other.config.architecture]).toEqual(["arm64", "amd64"]);
    expect(one.digest).not.toBe(other.digest);
    // A digest leads to the same image without the index.
    const again = await readBaseImage(registry, {
      repository: name,
      reference: one.digest,
      architecture: "arm64",
    });
    expect(again).toEqual(one);
  });

  it("says what is missing", async () => {
    const name = await pushBase();
    const ask = (reference: string): Promise<FoundBase> =>
      readBaseImage(registry, { repository: name, reference, architecture: "x86_64" });
    await expect(ask("9.99")).rejects.toMatchObject({
      code: "BASE_IMAGE_MISSING",
      facts: { reference: `${registry.host}/${name}:9.99`, offered: [] },
    });
    const arm = await readBase(name, "arm64");
    await expect(ask(arm.digest)).rejects.toMatchObject({ facts: { offered: ["arm64"] } });
  });
});

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Bundle } from "../../src/bundle/bundle.ts";
import { imageKinds, indexTypes } from "../../src/bundle/lambda/image-format.ts";
import { writeTarGzip } from "../../src/bundle/tar.ts";
import { digestOf, type Registry } from "../../src/providers/aws/images/registry.ts";

export interface SyntheticBase {
  readonly repository: string;
  /** Where the layer is made. */
  readonly folder: string;
  readonly kind?: keyof typeof imageKinds;
}

/** Puts an image of one layer into the registry, for two processors and with a description besides, as AWS's are. */
export async function pushSyntheticBase(
  registry: Registry,
  { repository: name, folder, kind = "docker" }: SyntheticBase,
): Promise<string> {
  const path = join(folder, "base.tar.gz");
  const content = Buffer.from("#!/bin/sh\n");
  const entry = { path: "var/runtime/bootstrap", mode: 0o100755, sizeBytes: content.length };
  const layer = await writeTarGzip([{ ...entry, read: () => Promise.resolve(content) }], path);
  const bytes = await readFile(path);
  await registry.writeBlob(name, { digest: layer.digest, open: () => Promise.resolve(bytes) });
  const types = imageKinds[kind];
  const manifests = [];
  for (const architecture of ["amd64", "arm64"]) {
    const config = Buffer.from(
      JSON.stringify({
        architecture,
        os: "linux",
        config: { Env: ["LAMBDA_TASK_ROOT=/var/task"], Entrypoint: ["/lambda-entrypoint.sh"] },
        rootfs: { type: "layers", diff_ids: [layer.diffId] },
        history: [{ created_by: "base" }],
      }),
    );
    await registry.writeBlob(name, { digest: digestOf(config), open: () => Promise.resolve(config) });
    const manifest = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: types.manifest,
        config: { mediaType: types.config, digest: digestOf(config), size: config.length },
        layers: [{ mediaType: types.layer, digest: layer.digest, size: layer.sizeBytes }],
      }),
    );
    await registry.writeManifest(name, digestOf(manifest), { mediaType: types.manifest, content: manifest });
    manifests.push({
      mediaType: types.manifest,
      digest: digestOf(manifest),
      size: manifest.length,
      platform: { architecture, os: "linux" },
    });
  }
  const mediaType = indexTypes[kind === "oci" ? 0 : 1];
  const attestation = { ...manifests[0], platform: { architecture: "unknown", os: "unknown" } };
  const index = { schemaVersion: 2, mediaType, manifests: [attestation, ...manifests] };
  await registry.writeManifest(name, "3.13", { mediaType, content: Buffer.from(JSON.stringify(index)) });
  return name;
}

/** A bundle for Lambda of three small files. */
export async function laySmallBundle(folder: string, code: string): Promise<Bundle> {
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  await write("code/app.py", code);
  await write("packages/django.py", "y = 1\n");
  await write("runtime/runtime/exec-wrapper", "#!/bin/sh\n");
  const part = (name: string, digest: string): Bundle["code"] => ({
    digest,
    path: join(folder, name),
    files: 1,
    sizeBytes: 1,
  });
  return {
    digest: code,
    code: part("code", code),
    dependencies: part("packages", "dependencies"),
    runtime: part("runtime", "runtime"),
    paths: [],
    linked: [],
    placed: [],
    added: [],
    packages: {},
    target: { python: "3.13", architecture: "arm64", glibc: "2.34" },
    hasByteCode: true,
    notices: [],
  };
}

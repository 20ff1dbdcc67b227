import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { shareStorage } from "./share-storage.ts";

const execute = promisify(execFile);
const { storage } = await shareStorage();

async function run(program: string): Promise<Record<string, unknown>> {
  const python = process.env["MONOLIFT_TEST_PYTHON"] ?? "python3";
  const file = fileURLToPath(new URL(program, import.meta.url));
  const { stdout } = await execute(python, [file, storage.endpoint], {
    env: { PATH: process.env["PATH"], PYTHONDONTWRITEBYTECODE: "1" },
  });
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe("boto3", () => {
  it("finds S3", async () => {
    const { keys, transfers, presigned, refusals } = await run("boto_session.py");
    expect(keys).toEqual({ inOrder: true, prefixes: ["a/", "日本語/"], left: 0 });
    expect(transfers).toEqual({ same: true, type: "video/mp4", parts: "5", length: true, checksum: true });
    const signed = {
      get: [200, "presigned"],
      tampered: [403, "SignatureDoesNotMatch"],
      changed: [403, "SignatureDoesNotMatch"],
      expired: [403, "AccessDenied"],
      put: [200, ""],
      post: [204, ""],
      tooLarge: [400, "EntityTooLarge"],
    };
    expect(presigned).toEqual({
      version2: { ...signed, scheme: "AWSAccessKeyId" },
      version4: { ...signed, scheme: "X-Amz-Algorithm", expired: [400, "AuthorizationQueryParametersError"] },
    });
    expect(refusals).toEqual({
      wrongSecret: ["SignatureDoesNotMatch", 403],
      unknownKey: ["InvalidAccessKeyId", 403],
      noKey: ["NoSuchKey", 404],
      noBucket: ["NoSuchBucket", 404],
      acl: ["AccessControlListNotSupported", 400],
      policy: ["NotImplemented", 501],
      once: ["PreconditionFailed", 412],
    });
    expect(storage.errors).toEqual([]);
  });
});

describe("django-storages", () => {
  it("keeps a project's media", async () => {
    expect(await run("django_media.py")).toEqual({
      names: ["写真/sea 1.jpg", true, true, false],
      sizes: [7, 20_000_000],
      shown: ["image/jpeg", true],
      written: "a line\n",
      listed: [["写真"], ["large.bin", "written.txt"]],
      modified: true,
      deleted: true,
    });
    expect(storage.errors).toEqual([]);
  });
});

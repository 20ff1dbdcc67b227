import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { interruptEverywhere } from "../../../../../test/aws/interrupted.ts";
import { useMinistack } from "../../../../../test/aws/use-ministack.ts";
import { emptyBucket } from "../buckets/empty-bucket.ts";
import { listByKey } from "../buckets/list-objects.ts";
import { createRecord } from "./releases.ts";
import { publishStatic, uploadStatic } from "./static-files.ts";
import { tidyReleases } from "./tidy-releases.ts";

const Bucket = "blog-files";
const hashed = ["site.0a1b2c3d4e5f.css"];

describe("static files of releases", () => {
  const { aws } = useMinistack();
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "monolift-static-"));
    await aws().client(S3Client).send(new CreateBucketCommand({ Bucket }));
  });
  afterAll(async () => {
    await rm(root, { recursive: true, force: true });
  });
  beforeEach(() => emptyBucket(aws(), Bucket));

  /** A folder with these files. */
  const folderOf = async (name: string, files: Readonly<Record<string, string>>): Promise<string> => {
    const folder = join(root, name);
    await rm(folder, { recursive: true, force: true });
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    return folder;
  };
  const first = { "site.css": "one", "site.0a1b2c3d4e5f.css": "one", "img/日本 語.svg": "<svg/>" };
  const lift = async (release: number, files: Readonly<Record<string, string>>): Promise<unknown> => {
    const folder = await folderOf(String(release), files);
    const done = await uploadStatic(aws(), Bucket, {
      folder,
      hashed: Object.keys(files).filter(isHashed),
      release,
    });
    await createRecord(aws(), Bucket, release, { release });
    return done;
  };
  const isHashed = (path: string): boolean => /\.[0-9a-f]{12}\./.test(path);
  const served = async (): Promise<readonly string[]> => [
    ...(await listByKey(aws(), Bucket, "static/")).keys(),
  ];
  const read = async (Key: string): Promise<string | undefined> =>
    (await aws().client(S3Client).send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
  const head = (Key: string) => aws().client(S3Client).send(new HeadObjectCommand({ Bucket, Key }));

  it("serves hashed names at once and for ever, the others from the switch on and for a minute", async () => {
    expect(await lift(1, first)).toEqual({ sent: 3, bytes: 12, kept: 0 });
    expect(await served()).toEqual(["static/site.0a1b2c3d4e5f.css"]);
    expect(await head("static/site.0a1b2c3d4e5f.css")).toMatchObject({
      CacheControl: "public, max-age=31536000, immutable",
      ContentType: "text/css; charset=utf-8",
    });
    expect(await publishStatic(aws(), Bucket, 1)).toBe(2);
    expect(await served()).toHaveLength(3);
    expect(await head("static/img/日本 語.svg")).toMatchObject({
      CacheControl: "public, max-age=60",
      ContentType: "image/svg+xml; charset=utf-8",
    });
    expect(await publishStatic(aws(), Bucket, 1)).toBe(0);
  });

  it("sends what the bucket does not have, and what differs there", async () => {
    await lift(1, first);
    const folder = join(root, "1");
    const again = (): Promise<unknown> => uploadStatic(aws(), Bucket, { folder, hashed, release: 1 });
    expect(await again()).toEqual({ sent: 0, bytes: 0, kept: 3 });
    await aws()
      .client(S3Client)
      .send(new DeleteObjectCommand({ Bucket, Key: "releases/1/static/site.css" }));
    await aws()
      .client(S3Client)
      .send(new PutObjectCommand({ Bucket, Key: `static/${hashed[0]}`, Body: "else" }));
    const seen: object[] = [];
    const sent = await uploadStatic(
      aws(),
      Bucket,
      { folder, hashed, release: 1 },
      { onProgress: (one) => seen.push(one) },
    );
    expect(sent).toEqual({ sent: 2, bytes: 6, kept: 1 });
    expect(seen.at(-1)).toEqual({ done: 3, total: 3 });
    expect(await lift(2, first)).toMatchObject({ kept: 1 });
  });

  it("leaves out what is never served", async () => {
    const folder = await folderOf("odd", { "a.js": "a", ".env": "SECRET=1", ".git/config": "x" });
    await symlink("/etc/passwd", join(folder, "link.txt"));
    expect(await uploadStatic(aws(), Bucket, { folder, hashed: [], release: 1 })).toMatchObject({ sent: 1 });
    const missing = join(root, "missing");
    expect(await uploadStatic(aws(), Bucket, { folder: missing, hashed: [], release: 2 })).toMatchObject({
      sent: 0,
    });
  });

  it("returns to the files of an older release, and keeps those of a newer one for its open pages", async () => {
    await lift(1, first);
    await publishStatic(aws(), Bucket, 1);
    await lift(2, { "site.css": "two", "new.js": "new" });
    await publishStatic(aws(), Bucket, 2);
    expect(await read("static/site.css")).toBe("two");
    expect(await publishStatic(aws(), Bucket, 1)).toBe(1);
    expect(await read("static/site.css")).toBe("one");
    expect(await read("static/new.js")).toBe("new");
  });

  it("adds only names that are new while most requests go to another release", async () => {
    await lift(1, first);
    await publishStatic(aws(), Bucket, 1);
    await lift(2, { "site.css": "two", "new.js": "new" });
    expect(await publishStatic(aws(), Bucket, 2, { onlyNew: true })).toBe(1);
    expect([await read("static/site.css"), await read("static/new.js")]).toEqual(["one", "new"]);
  });

  it("removes with a release what only it had", async () => {
    await lift(1, { ...first, "old.0123456789ab.js": "old", "gone.txt": "gone" });
    await publishStatic(aws(), Bucket, 1);
    await lift(2, first);
    await publishStatic(aws(), Bucket, 2);
    await lift(3, { "being.abcdefabcdef.js": "made" });
    for (const Key of ["code/1.zip", "code/2.zip"])
      await aws()
        .client(S3Client)
        .send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
    const kept = { keep: [2], archives: ["code/2.zip"] };
    await tidyReleases(aws(), Bucket, kept);
    // Of an `up` that runs at this moment, perhaps.
    expect([...(await listByKey(aws(), Bucket, "code/")).keys()]).toHaveLength(2);
    await tidyReleases(aws(), Bucket, { ...kept, now: Date.now() + 2 * 86_400_000 });
    expect([...(await listByKey(aws(), Bucket, "code/")).keys()]).toEqual(["code/2.zip"]);
    expect(await served()).toEqual([
      "static/being.abcdefabcdef.js",
      "static/img/日本 語.svg",
      "static/site.0a1b2c3d4e5f.css",
      "static/site.css",
    ]);
    const releases = [...(await listByKey(aws(), Bucket, "releases/")).keys()].map(
      (key) => key.split("/")[1],
    );
    expect(new Set(releases)).toEqual(new Set(["2", "3"]));
    expect(await tidyReleases(aws(), Bucket, kept)).toBe(0);
  });

  it("removes no static file while it is not known what a kept release needs, and nothing when none is kept", async () => {
    await lift(1, { "old.0123456789ab.js": "old" });
    await lift(2, first);
    await aws()
      .client(S3Client)
      .send(new PutObjectCommand({ Bucket, Key: "releases/2/static.json", Body: "{" }));
    expect(await tidyReleases(aws(), Bucket, { keep: [] })).toBe(0);
    await tidyReleases(aws(), Bucket, { keep: [2] });
    expect(await served()).toContain("static/old.0123456789ab.js");
  });

  it("goes on after an interruption, wherever that was", async () => {
    const folder = await folderOf("pieces", first);
    await interruptEverywhere(aws(), {
      begin: async () => {
        await emptyBucket(aws(), Bucket);
        await lift(1, { "old.0123456789ab.js": "old", "site.css": "zero" });
        await publishStatic(aws(), Bucket, 1);
      },
      work: async (limited) => {
        await uploadStatic(limited, Bucket, { folder, hashed, release: 2 });
        await publishStatic(limited, Bucket, 2);
        await tidyReleases(limited, Bucket, { keep: [2] });
      },
      check: async () => {
        expect(await served()).toEqual([
          "static/img/日本 語.svg",
          "static/site.0a1b2c3d4e5f.css",
          "static/site.css",
        ]);
        expect(await read("static/site.css")).toBe("one");
        expect(await listByKey(aws(), Bucket, "releases/1/")).toEqual(new Map());
      },
    });
  });
});

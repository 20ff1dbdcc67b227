import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, it } from "vitest";
import { interruptEverywhere } from "../../../../test/aws/interrupted.ts";
import { useMinistack } from "../../../../test/aws/use-ministack.ts";
import { noSecrets, withSecret } from "../../secrets/document.ts";
import { ensureRepository, repositoryName } from "../images/repository.ts";
import { bucketName, parameterName, stageTags, type StageNames } from "../names.ts";
import { ensureBucket } from "./buckets/ensure-bucket.ts";
import { findLeftovers } from "./leftovers/find-leftovers.ts";
import { putParameter } from "./parameters/parameters.ts";
import { listStageData, removeStageData } from "./remove-stage-data.ts";
import { openManagerSecrets } from "./secrets/manager-secrets.ts";

const names = { project: "blog", stage: "production" };
const other = { project: "blog", stage: "preview-a" };
const document = withSecret(noSecrets, "KEY", "value-of-ann", { at: "", by: "", from: null });

describe("data of a stage", () => {
  const { aws } = useMinistack();
  beforeAll(async () => {
    await make(other);
  });

  const make = async (of: StageNames): Promise<void> => {
    const tags = stageTags(of);
    for (const what of ["files", "media"] as const) {
      const Bucket = bucketName(of, what, aws());
      await ensureBucket(aws(), { name: Bucket, tags });
      for (const Key of ["a", "b"])
        await aws()
          .client(S3Client)
          .send(new PutObjectCommand({ Bucket, Key, Body: "12345" }));
    }
    for (const name of ["own", "origin"])
      await putParameter(aws(), { name: parameterName(of, name), value: "x", type: "SecureString", tags });
    await ensureRepository(aws(), of);
    for (const share of [false, true]) {
      const secrets = openManagerSecrets(aws(), of, { document: "secrets", share });
      const before = await secrets.read();
      await secrets.write(document, { expectedVersion: before?.version ?? null });
    }
  };

  const all = (of: StageNames): readonly string[] => [
    bucketName(of, "media", aws()),
    `/monolift/blog/${of.stage}/secrets`,
    "/monolift/blog/secrets",
    ...["origin", "own"].map((name) => parameterName(of, name)),
    repositoryName(of),
    bucketName(of, "files", aws()),
  ];
  const inOrder = (named: readonly string[]): readonly string[] => named.toSorted();

  it("is listed with what it costs, and is all still there then", async () => {
    await make(names);
    for (let times = 0; times < 2; times += 1) {
      const parts = await listStageData(aws(), names);
      expect(inOrder(parts.map(({ name }) => name))).toEqual(inOrder(all(names)));
      expect(parts[0]).toMatchObject({ what: "media", objects: 2, bytes: 10 });
      expect(parts[0]?.usdPerMonth).toBeCloseTo((10 / 1e9) * 0.025, 15);
      expect(Date.parse(parts[0]?.lastWrite ?? "")).toBeGreaterThan(0);
      expect(parts.find(({ name }) => name === "/monolift/blog/production/secrets")?.usdPerMonth).toBe(0.4);
    }
    expect(JSON.stringify(await listStageData(aws(), names))).not.toContain("value-of-ann");
  });

  it("goes without a trace, the records of its releases last, and another stage's stays", async () => {
    await make(names);
    const seen: string[] = [];
    const removed = await removeStageData(aws(), names, { onProgress: ({ name }) => seen.push(name) });
    expect(inOrder(removed)).toEqual(inOrder(all(names)));
    expect(removed.at(-1)).toBe(bucketName(names, "files", aws()));
    expect(new Set(seen)).toEqual(new Set([all(names)[0], all(names).at(-1)]));
    expect(await findLeftovers(aws(), names)).toEqual([]);
    expect(await removeStageData(aws(), names)).toEqual([]);
    expect(await listStageData(aws(), names)).toEqual([]);
    expect(inOrder((await listStageData(aws(), other)).map(({ name }) => name))).toEqual(inOrder(all(other)));
  });

  it("is left alone where its names lead to another stage's", async () => {
    const [own, twin] = [
      { project: "shop", stage: "a-b" },
      { project: "shop-a", stage: "b" },
    ];
    const name = bucketName(twin, "media", aws());
    await ensureBucket(aws(), { name, tags: stageTags(twin) });
    await expect(removeStageData(aws(), own)).rejects.toMatchObject({ code: "BUCKET_OF_ANOTHER_STAGE" });
    await expect(listStageData(aws(), own)).rejects.toMatchObject({ code: "BUCKET_OF_ANOTHER_STAGE" });
    expect(await removeStageData(aws(), twin)).toEqual([name]);
  });

  it("is gone after an interruption, wherever that was", async () => {
    const Bucket = bucketName(names, "media", aws());
    const parameter = { name: parameterName(names, "own"), value: "x", tags: stageTags(names) };
    await interruptEverywhere(aws(), {
      begin: async () => {
        await aws().client(S3Client).send(new CreateBucketCommand({ Bucket }));
        await aws()
          .client(S3Client)
          .send(new PutObjectCommand({ Bucket, Key: "a", Body: "12345" }));
        await putParameter(aws(), { ...parameter, type: "SecureString" });
      },
      work: (limited) => removeStageData(limited, names),
      check: async () => expect(await listStageData(aws(), names)).toEqual([]),
    });
  });
});

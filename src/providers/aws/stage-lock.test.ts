import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { useMinistack } from "../../../test/aws/use-ministack.ts";
import { ensureBucket } from "./data/buckets/ensure-bucket.ts";
import { bucketName, stageTags } from "./names.ts";
import { takeStageLock, type LockRequest } from "./stage-lock.ts";

const ann: LockRequest = { by: "ann@laptop", verb: "up", machine: "laptop", breaks: false };
const ben: LockRequest = { by: "ben@desk", verb: "rollback", machine: "desk", breaks: false };

describe("the lock of a stage", () => {
  const { aws } = useMinistack();

  const makeStage = async (stage: string) => {
    const names = { project: "blog", stage };
    const bucket = bucketName(names, "files", aws());
    await ensureBucket(aws(), { name: bucket, tags: stageTags(names) });
    return { place: { aws: aws(), names }, bucket };
  };
  const tag = async (Bucket: string): Promise<string> => {
    const { ETag = "" } = await aws()
      .client(S3Client)
      .send(new GetObjectCommand({ Bucket, Key: "lock.json" }));
    return ETag;
  };

  it("is held by one, and names that one to others until it is given back", async () => {
    const { place } = await makeStage("one");
    const lock = await takeStageLock(place, ann);
    await expect(takeStageLock(place, ben)).rejects.toMatchObject({
      code: "STAGE_LOCKED",
      facts: { stage: "one", by: "ann@laptop", verb: "up" },
    });
    await lock?.release();
    expect((await takeStageLock(place, ben))?.takenFrom).toBeUndefined();
  });

  it("is got by one of many who ask at the same time", async () => {
    const { place } = await makeStage("many");
    const asked = Array.from({ length: 12 }, (_, index) =>
      takeStageLock(place, { ...ann, machine: `machine ${index}` }),
    );
    const answers = await Promise.allSettled(asked);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("is taken over from a process of the same machine, which is gone", async () => {
    const { place } = await makeStage("same");
    await takeStageLock(place, ann);
    expect((await takeStageLock(place, { ...ann, verb: "down" }))?.takenFrom).toMatchObject({ verb: "up" });
  });

  it("is taken over once nobody has renewed it for half an hour", async () => {
    const { place } = await makeStage("stale");
    await takeStageLock(place, ann);
    const inMinutes = (minutes: number) => ({ now: () => new Date(Date.now() + minutes * 60_000) });
    await expect(takeStageLock(place, ben, inMinutes(29))).rejects.toMatchObject({ code: "STAGE_LOCKED" });
    expect((await takeStageLock(place, ben, inMinutes(31)))?.takenFrom).toMatchObject({ by: "ann@laptop" });
  });

  it("is taken over on purpose, and then not given back by the one who had it", async () => {
    const { place } = await makeStage("broken");
    const lost = await takeStageLock(place, ann);
    const taken = await takeStageLock(place, { ...ben, breaks: true });
    expect(taken?.takenFrom).toMatchObject({ by: "ann@laptop" });
    await lost?.release();
    await expect(takeStageLock(place, ann)).rejects.toMatchObject({ facts: { by: "ben@desk" } });
  });

  it("is taken over by one alone when two find it left behind", async () => {
    const { place } = await makeStage("two");
    await takeStageLock(place, { ...ann, machine: null });
    const both = await Promise.allSettled([
      takeStageLock(place, { ...ben, breaks: true }),
      takeStageLock(place, { ...ben, breaks: true, machine: "third" }),
    ]);
    const held = both.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    // Whoever was second has taken it from the first, and not from the one before both.
    expect(held.map((one) => one?.takenFrom?.by)).toEqual(expect.arrayContaining(["ann@laptop"]));
    expect(new Set(held.map((one) => one?.takenFrom?.token)).size).toBe(held.length);
  });

  it("is renewed while it is held", async () => {
    const { place, bucket } = await makeStage("renewed");
    const written: string[] = [];
    aws()
      .client(S3Client)
      .middlewareStack.add(
        (next) => async (call) => {
          const answer = await next(call);
          if (call.input instanceof Object && "IfMatch" in call.input && "Body" in call.input)
            written.push("");
          return answer;
        },
        { step: "initialize", name: "watch" },
      );
    const lock = await takeStageLock(place, ann, { renewedEveryMs: 20 });
    await expect.poll(() => written.length).toBeGreaterThan(1);
    await lock?.release();
    await expect(tag(bucket)).rejects.toMatchObject({ name: "NoSuchKey" });
  });

  it("is somebody's also when nobody can read whose", async () => {
    const { place, bucket } = await makeStage("damaged");
    await aws()
      .client(S3Client)
      .send(new PutObjectCommand({ Bucket: bucket, Key: "lock.json", Body: "{" }));
    await expect(takeStageLock(place, ann)).rejects.toMatchObject({ facts: { by: null } });
  });

  it("is not needed where a stage has no bucket yet", async () => {
    const names = { project: "blog", stage: "nowhere" };
    expect(await takeStageLock({ aws: aws(), names }, ann)).toBeUndefined();
  });
});

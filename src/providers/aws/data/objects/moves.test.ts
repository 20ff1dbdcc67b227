import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { useMinistack } from "../../../../../test/aws/use-ministack.ts";
import type { Move } from "../../../../platform/daemon/moves.ts";
import { listByKey } from "../buckets/list-objects.ts";
import { movesFolder, noteMove, readMoves } from "./moves.ts";

const moveAt = (minute: number, to: number): Move => ({
  at: new Date(Date.UTC(2026, 10, 21, 9, minute)).toISOString(),
  by: "ann@desk",
  kind: "up",
  from: to === 1 ? null : to - 1,
  to,
});

describe("moves of a stage", () => {
  const { aws } = useMinistack();
  const bucket = async (Bucket: string): Promise<string> => {
    await aws().client(S3Client).send(new CreateBucketCommand({ Bucket }));
    return Bucket;
  };

  it("come back as they were noted, newest first, each once", async () => {
    const one = await bucket("moves-one");
    expect(await readMoves(aws(), one)).toEqual([]);
    for (const to of [1, 3, 2, 3]) await noteMove(aws(), one, moveAt(to, to));
    expect(await readMoves(aws(), one)).toEqual([moveAt(3, 3), moveAt(2, 2), moveAt(1, 1)]);
    expect(await readMoves(aws(), one, { most: 1 })).toEqual([moveAt(3, 3)]);
    expect(await readMoves(aws(), "no-such-bucket")).toEqual([]);
  });

  it("are forgotten when a hundred newer ones are there", async () => {
    const many = await bucket("moves-many");
    for (let to = 1; to <= 102; to += 1) await noteMove(aws(), many, moveAt(to, to));
    const left = [...(await listByKey(aws(), many, movesFolder)).keys()];
    expect(left).toHaveLength(100);
    expect((await readMoves(aws(), many)).at(-1)).toEqual(moveAt(3, 3));
  });
});

import { ListTagsForResourceCommand, SSMClient } from "@aws-sdk/client-ssm";
import { describe, expect, it } from "vitest";
import { failingFirst, interruptEverywhere } from "../../../../../test/aws/interrupted.ts";
import { useMinistack } from "../../../../../test/aws/use-ministack.ts";
import { parameterName, stageTags } from "../../names.ts";
import { deleteParameters, putParameter, readParameter, readParameters } from "./parameters.ts";

const names = { project: "blog", stage: "production" };
const tags = stageTags(names);

describe("parameters", () => {
  const { aws } = useMinistack();
  const request = (name: string, value: string) =>
    ({ name: parameterName(names, name), value, type: "SecureString", tags }) as const;

  it("are made with their tags, changed, and left alone when nothing is different", async () => {
    const name = parameterName(names, "origin");
    expect(await readParameter(aws(), name)).toBeUndefined();
    expect(await putParameter(aws(), { ...request("origin", "one"), type: "String" })).toBe(1);
    const { TagList } = await aws()
      .client(SSMClient)
      .send(new ListTagsForResourceCommand({ ResourceType: "Parameter", ResourceId: name }));
    expect(TagList).toEqual(tags);
    expect(await putParameter(aws(), { ...request("origin", "two"), type: "String" })).toBe(2);
    const before = aws().calls.length;
    expect(await putParameter(aws(), { ...request("origin", "two"), type: "String" })).toBe(2);
    expect(
      aws()
        .calls.slice(before)
        .map(({ operation }) => operation),
    ).toEqual(["GetParameter"]);
    expect(await readParameter(aws(), name)).toMatchObject({ value: "two", version: 2 });
    expect(await readParameter(aws(), name, { version: 1 })).toMatchObject({ value: "one", version: 1 });
    expect(await readParameter(aws(), name, { version: 9 })).toBeUndefined();
  });

  it("are read and removed ten at a time; what is not there is left out", async () => {
    const all = Array.from({ length: 12 }, (_, index) => request(`many-${index}`, `value ${index}`));
    for (const one of all) await putParameter(aws(), one);
    const paths = all.map(({ name }) => name);
    const found = await readParameters(aws(), [...paths, "/monolift/none"]);
    expect(found.size).toBe(12);
    expect(paths.map((path) => found.get(path)?.value)).toEqual(all.map(({ value }) => value));
    expect(await deleteParameters(aws(), [...paths, "/monolift/none"])).toHaveLength(12);
    expect(await readParameters(aws(), paths)).toEqual(new Map());
    expect(await deleteParameters(aws(), paths)).toEqual([]);
    expect(await readParameters(aws(), [])).toEqual(new Map());
  });

  it("are overwritten when somebody else has made one at the same moment", async () => {
    await putParameter(aws(), request("race", "theirs"));
    const unseen = failingFirst(aws(), "GetParameter", { name: "ParameterNotFound", times: 1 });
    expect(await putParameter(unseen, request("race", "mine"))).toBe(2);
  });

  it("go on after an interruption, wherever that was", async () => {
    const one = request("pieces", "value");
    await interruptEverywhere(aws(), {
      begin: () => deleteParameters(aws(), [one.name]),
      work: (limited) => putParameter(limited, one),
      check: async () => {
        expect(await readParameter(aws(), one.name)).toMatchObject({ value: "value", version: 1 });
      },
    });
  });

  it("have no value in an error", async () => {
    const denied = failingFirst(aws(), "PutParameter", { name: "AccessDeniedException", times: 1 });
    const error: unknown = await putParameter(denied, request("denied", "value-of-ann")).catch(
      (refused: unknown) => refused,
    );
    expect(error).toMatchObject({ name: "AccessDeniedException" });
    expect(JSON.stringify(error) + String(error)).not.toContain("value-of-ann");
  });
});

import { describe, expect, it, vi } from "vitest";
import { useMinistack } from "../../../test/aws/use-ministack.ts";
import { connectToAws } from "./connect.ts";

const place = { stage: "production", region: "eu-west-1", account: null };

describe("connectToAws", () => {
  const { ministack } = useMinistack();
  /** The SDK reads the variables of this process. */
  const connect = (
    variables: Readonly<Record<string, string>>,
    wanted: Partial<typeof place> | object = {},
  ) => {
    vi.unstubAllEnvs();
    for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) vi.stubEnv(name, undefined);
    const all = { ...variables, AWS_EC2_METADATA_DISABLED: "true", AWS_CONFIG_FILE: "/none" };
    for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
    return connectToAws({ ...place, ...wanted }, process.env).finally(() => vi.unstubAllEnvs());
  };

  it("says in which account and Region one is, and as who", async () => {
    const aws = await connect(ministack().environment);
    expect(aws).toMatchObject({ account: "000000000000", region: "eu-west-1", isElsewhere: true });
    expect(aws.caller).toMatch(/^arn:aws:/);
  });

  it("takes the Region of the variables where the file names none, and asks for one where nobody does", async () => {
    const aws = await connect(ministack().environment, { region: null });
    expect(aws.region).toBe("us-east-1");
    const { AWS_REGION: _, ...without } = ministack().environment;
    await expect(connect(without, { region: null })).rejects.toMatchObject({ code: "AWS_REGION_MISSING" });
  });

  it("does nothing in another account than the file's", async () => {
    await expect(connect(ministack().environment, { account: "123456789012" })).rejects.toMatchObject({
      code: "AWS_ACCOUNT_OTHER",
      facts: { wanted: "123456789012", given: "000000000000" },
    });
  });

  it("says how one logs in where there are no credentials", async () => {
    const { AWS_ENDPOINT_URL } = ministack().environment;
    const variables = { AWS_ENDPOINT_URL: AWS_ENDPOINT_URL ?? "", AWS_SHARED_CREDENTIALS_FILE: "/none" };
    await expect(connect(variables)).rejects.toMatchObject({ code: "AWS_CREDENTIALS_MISSING" });
  });

  it("says that nobody answers", async () => {
    const nowhere = { ...ministack().environment, AWS_ENDPOINT_URL: "http://127.0.0.1:9" };
    await expect(connect(nowhere)).rejects.toMatchObject({ code: "AWS_UNREACHABLE" });
  });
});

import { describe, expect, it } from "vitest";
import { networkEnvironment } from "./place.ts";

describe("networkEnvironment", () => {
  it("leads to addresses that have IPv6 where nothing else leads out", () => {
    const place = { reaches: { ipv4: false, ipv6: true }, endpoints: [] };
    expect(networkEnvironment(place, "ap-northeast-1")).toEqual({
      AWS_USE_DUALSTACK_ENDPOINT: "true",
      AWS_ENDPOINT_URL_SSM: "https://ssm.ap-northeast-1.api.aws",
      AWS_ENDPOINT_URL_SESV2: "https://email.ap-northeast-1.api.aws",
    });
  });

  it("keeps the name that an interface endpoint answers to", () => {
    const place = { reaches: { ipv4: false, ipv6: true }, endpoints: ["ssm"] } as const;
    expect(networkEnvironment(place, "us-east-1")).toMatchObject({
      AWS_ENDPOINT_URL_SSM: "https://ssm.us-east-1.amazonaws.com",
      AWS_ENDPOINT_URL_SESV2: "https://email.us-east-1.api.aws",
    });
  });

  it("reads secrets over IPv6 also where NAT is, and leaves other services alone", () => {
    const place = { reaches: { ipv4: true, ipv6: true }, endpoints: [] };
    expect(networkEnvironment(place, "us-east-1")).toEqual({
      AWS_ENDPOINT_URL_SSM: "https://ssm.us-east-1.api.aws",
      AWS_ENDPOINT_URL_SESV2: "https://email.us-east-1.api.aws",
    });
  });

  it.each([
    { ipv4: true, ipv6: false },
    { ipv4: false, ipv6: false },
  ])("says nothing where it would not help: %j", (reaches) => {
    expect(networkEnvironment({ reaches, endpoints: [] }, "us-east-1")).toEqual({});
  });
});

import {
  CloudFrontClient,
  CreateDistributionWithTagsCommand,
  GetDistributionCommand,
  NoSuchDistribution,
} from "@aws-sdk/client-cloudfront";
import { beforeAll, describe, expect, it } from "vitest";
import { useMinistack } from "../../../../test/aws/use-ministack.ts";
import { stageTags } from "../names.ts";
import { refuseTakenAlias, removeDistribution } from "./distribution.ts";

const names = { project: "blog", stage: "production" };
const domain = "blog.example.com";

describe("a distribution that is there already", () => {
  const { aws } = useMinistack();
  let id: string;
  beforeAll(async () => {
    const created = await aws()
      .client(CloudFrontClient)
      .send(
        new CreateDistributionWithTagsCommand({
          DistributionConfigWithTags: {
            DistributionConfig: {
              CallerReference: "1",
              Comment: "old blog",
              Enabled: true,
              Aliases: { Quantity: 1, Items: [domain] },
              Origins: {
                Quantity: 1,
                Items: [
                  {
                    Id: "origin",
                    DomainName: "origin.example.com",
                    CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: "https-only" },
                  },
                ],
              },
              DefaultCacheBehavior: {
                TargetOriginId: "origin",
                ViewerProtocolPolicy: "https-only",
                CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
              },
            },
            Tags: { Items: [...stageTags(names)] },
          },
        }),
      );
    id = created.Distribution?.Id ?? "";
  });

  it("keeps its domain to itself, and is named", async () => {
    const other = { project: "shop", stage: "production" };
    await expect(refuseTakenAlias(aws(), other, domain)).rejects.toMatchObject({
      code: "DOMAIN_ON_OTHER_DISTRIBUTION",
      facts: { domain, distribution: id, comment: "old blog" },
    });
    await expect(refuseTakenAlias(aws(), other, "other.example.com")).resolves.toBeUndefined();
  });

  it("is no hindrance to its own stage", async () => {
    await expect(refuseTakenAlias(aws(), names, domain)).resolves.toBeUndefined();
  });

  it("is switched off, then deleted; again does no harm", async () => {
    const waits: string[] = [];
    const options = { onWait: () => waits.push("waited"), pace: { everyMs: 20, atMostMs: 5000 } };
    expect(await removeDistribution(aws(), id, options)).toBe(true);
    await expect(
      aws()
        .client(CloudFrontClient)
        .send(new GetDistributionCommand({ Id: id })),
    ).rejects.toBeInstanceOf(NoSuchDistribution);
    expect(await removeDistribution(aws(), id, options)).toBe(true);
    expect(waits).toEqual(["waited"]);
  });
});

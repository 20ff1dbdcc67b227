import { z } from "zod";

/** Ids of AWS end in 8 or 17 hexadecimal digits. @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
function idOf(what: "vpc" | "subnet" | "sg"): z.ZodString {
  return z.string().regex(new RegExp(`^${what}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`, "u"));
}

/** The `[network]` table. */
export const networkSchema = z
  .strictObject({
    vpc: idOf("vpc")
      .describe(
        "A VPC that is there already and in which the functions run, for a database that only it reaches. Its private subnets are found. By default none is needed, and `aurora` gets one of its own, which costs nothing.",
      )
      .meta({ examples: ["vpc-0a1b2c3d4e5f60718"] }),
    subnets: z
      .array(idOf("subnet").meta({ examples: ["subnet-0a1b2c3d4e5f60718"] }))
      .min(1)
      .max(16)
      .describe("The subnets of `vpc` in which the functions run. By default its private ones.")
      .meta({ examples: [["subnet-0a1b2c3d4e5f60718"]] }),
    security_groups: z
      .array(idOf("sg").meta({ examples: ["sg-0a1b2c3d4e5f60718"] }))
      .min(1)
      .max(5)
      .describe(
        "The security groups of `vpc` that the functions have. By default one is made, from which the database has to allow connections.",
      )
      .meta({ examples: [["sg-0a1b2c3d4e5f60718"]] }),
    nat: z
      .boolean()
      .describe(
        "Whether the functions reach hosts on the Internet that have no IPv6 address, by a NAT gateway with an address that stays. It costs about 37 dollars a month and 0.045 dollars a GB, more in some Regions. Default: `false`; IPv6, S3 and the AWS services that an application needs are reached without it.",
      )
      .meta({ examples: [true] }),
    endpoints: z
      .boolean()
      .describe(
        "Whether the stage's secrets are read by an interface endpoint inside the network, not by a public address. It costs about 7 dollars a month, and twice that where they are in Secrets Manager. Default: `false`.",
      )
      .meta({ examples: [true] }),
    share: z
      .boolean()
      .describe(
        "Whether the stages of the project share one network, so that a NAT gateway is paid for once. Default: `true`.",
      )
      .meta({ examples: [false] }),
    cidr: z
      .string()
      .regex(/^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\/(?:1[6-9]|2[0-4])$/u)
      .refine(isNetworkAddress)
      .describe(
        "Addresses of the network that is made, /16 to /24; they are never changed afterwards. By default a /20 of 10.64.0.0/10 that follows from the project's name.",
      )
      .meta({ examples: ["10.80.16.0/20"] }),
  })
  .partial()
  .describe("The network in which the functions run, where they need one. On AWS: a VPC.");

/** True when no bit is set behind the mask, as AWS wants it. */
function isNetworkAddress(cidr: string): boolean {
  const [address = "", bits = ""] = cidr.split("/");
  const value = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  return value % 2 ** (32 - Number(bits)) === 0;
}

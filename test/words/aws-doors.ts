import type { doorsEn } from "../../src/words/providers/aws/doors/en.ts";
import type { Samples } from "./samples.ts";

const domain = "blog.example.com";
const record = "_monolift.blog.example.com";
const validation = {
  name: "_a79865eb4cd1a6ab990a45779b4e0b96.blog.example.com",
  type: "CNAME",
  value: "_424c7224e9b0146f9a8808af955727d0.acm-validations.aws",
};
const address = { name: domain, type: "CNAME", value: "d111111abcdef8.cloudfront.net" };
const listener =
  "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/main/50dc6c495c0c9188/f2f7dc8efc522ab2";

export const doorsSamples: Samples<typeof doorsEn> = {
  errors: {
    DOMAIN_RECORD_TAKEN: [
      {
        domain,
        zone: "example.com",
        type: "A",
        value: "192.0.2.7",
        record,
        text: "heritage=monolift,blog/production",
      },
    ],
    DOMAIN_OF_ANOTHER_STAGE: [{ domain, project: "shop", stage: "production", record }],
    DOMAIN_ON_OTHER_DISTRIBUTION: [
      { domain, distribution: "EDFDVBD6EXAMPLE", comment: "" },
      { domain, distribution: "EDFDVBD6EXAMPLE", comment: "old blog" },
    ],
    DOMAIN_ELSEWHERE_ON_CLOUDFRONT: [{ domain }],
    CERTIFICATE_WITHOUT_RECORD: [{ domain }],
    CERTIFICATE_REFUSED: [
      { domain, reason: "CAA_ERROR" },
      { domain, reason: "VALIDATION_TIMED_OUT" },
    ],
    CLOUDFRONT_QUOTA: [{ what: "distributions" }, { what: "functions" }, { what: "origin access controls" }],
    LISTENER_NOT_FOUND: [{ listener, region: "us-east-1" }],
    LISTENER_UNFIT: [{ listener, kind: "network" }],
    LISTENER_PRIORITY_TAKEN: [{ listener, priority: 10 }],
    DOOR_NEEDS_LISTENER: [{ stage: "production" }],
    LISTENER_MATCHES_NOTHING: [{ stage: "production" }],
  },
  notices: {
    DOOR_CHOSEN: [
      { way: "function-url", because: ["nothing-else"] },
      { way: "cloudfront function-url", because: ["own-domain", "served-files"] },
      { way: "cloudfront rest", because: ["vpc", "served-files"] },
      { way: "rest", because: ["asked"] },
      { way: "alb", because: ["asked"] },
    ],
    DOOR_WAITS_LESS: [{ door: "CloudFront", timeoutSeconds: 300, limitSeconds: 120 }],
    DOOR_WITHOUT_FILES: [{ urls: ["/static/", "/media/"] }],
    DOMAIN_RECORDS_NEEDED: [{ domain, records: [validation, address] }],
    DOMAIN_NOT_DELEGATED: [
      { domain, records: [{ name: "example.com", type: "NS", value: "ns-2048.awsdns-64.com" }] },
    ],
    DOMAIN_STILL_VALIDATING: [{ domain }],
    CERTIFICATE_WAITED: [{ domain }],
    DISTRIBUTION_WAITED: [{}],
    ACCESS_LOGS_OFF: [{}],
  },
};

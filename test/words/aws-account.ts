import type { accountEn } from "../../src/words/providers/aws/account/en.ts";
import type { Samples } from "./samples.ts";

export const accountSamples: Samples<typeof accountEn> = {
  errors: {
    AWS_REGION_MISSING: [{ stage: "production" }],
    AWS_CREDENTIALS_MISSING: [{ message: "Could not load credentials from any providers" }],
    AWS_CREDENTIALS_REFUSED: [
      { reason: "ExpiredToken", message: "The security token included in the request is expired" },
    ],
    AWS_UNREACHABLE: [{ region: "us-east-1", message: "connect ECONNREFUSED 127.0.0.1:4566" }],
    AWS_ACCOUNT_OTHER: [
      {
        stage: "production",
        wanted: "111111111111",
        given: "222222222222",
        caller: "arn:aws:iam::222222222222:user/ann",
      },
    ],
    AWS_ACCESS_DENIED: [
      {
        caller: "arn:aws:iam::111111111111:user/ann",
        action: "ssm:PutParameter",
        target: "arn:aws:ssm:us-east-1:111111111111:parameter/monolift/blog/production/own",
        message: "User: arn:aws:iam::111111111111:user/ann is not authorized to perform: ssm:PutParameter",
      },
      { caller: "arn:aws:iam::111111111111:user/ann", action: null, target: null, message: "Access Denied" },
    ],
    AWS_THROTTLED: [{ region: "us-east-1", message: "Rate exceeded" }],
    AWS_OUT_OF_SIGHT: [{ region: "us-east-1", message: "read ECONNRESET" }],
    AWS_CALL_REFUSED: [
      { reason: "InvalidBucketState", message: "The request is not valid for the state of the bucket." },
    ],
    ONLY_ON_AWS: [{ what: "--new-empty", stage: "local" }],
    AWS_DATABASE_OTHER: [{ stage: "production", from: "neon", to: "aurora", release: 7 }],
    AWS_STAGE_ELSEWHERE: [
      {
        stage: "production",
        name: "weblog",
        region: "us-east-1",
        otherName: "blog",
        otherRegion: "us-east-1",
        engine: "neon",
        release: 7,
        date: "2026-05-01",
      },
      {
        stage: "production",
        name: "blog",
        region: "us-east-1",
        otherName: "blog",
        otherRegion: "ap-northeast-1",
        engine: null,
        release: 7,
        date: "2026-05-01",
      },
    ],
  },
  notices: {
    AWS_ELSEWHERE_NOT_ASKED: [{ stage: "production", action: "s3:ListAllMyBuckets" }],
  },
};

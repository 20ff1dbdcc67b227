import { meters } from "../price/meters.ts";

/** What things cost that hold a stage's data, in US dollars a month, in most Regions. */
export const usdPerMonth = {
  secret: meters.secrets.usd,
  advancedParameter: meters.advancedParameters.usd,
  /** Of S3's standard storage; a little less where it is cheapest. */
  gigabyte: meters.s3KeptGb.usd["ap-northeast-1"],
  /** Of images; layers that several of them have are counted with each. */
  imageGigabyte: meters.imagesKeptGb.usd,
} as const;

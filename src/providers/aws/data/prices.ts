/** What things cost that hold a stage's data, in US dollars a month, in most Regions. */
export const usdPerMonth = {
  /** @see https://aws.amazon.com/secrets-manager/pricing/ */
  secret: 0.4,
  /** @see https://aws.amazon.com/systems-manager/pricing/ */
  advancedParameter: 0.05,
  /** Of S3's standard storage; $0.023 where it is cheapest. @see https://aws.amazon.com/s3/pricing/ */
  gigabyte: 0.025,
  /** Of images; layers that several of them have are counted with each. @see https://aws.amazon.com/ecr/pricing/ */
  imageGigabyte: 0.1,
} as const;

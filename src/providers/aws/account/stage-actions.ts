/** The rights that the calls need which stand in `providers/aws` itself, beside what everybody may (`sts:GetCallerIdentity`). */
export const stageActions = {
  lambda: ["lambda:DeleteFunction"],
  account: ["lambda:GetAccountSettings", "s3:ListAllMyBuckets"],
} as const;

/** The rights that the calls need which stand in `providers/aws` itself, beside what everybody may (`sts:GetCallerIdentity`). */
export const stageActions = {
  lambda: ["lambda:DeleteFunction", "lambda:ListVersionsByFunction"],
  // Files go from and to an export.
  objects: ["s3:GetObject", "s3:GetObjectTagging", "s3:PutObject"],
  account: ["lambda:GetAccountSettings", "s3:ListAllMyBuckets"],
} as const;

/** The rights that this folder's calls need, as IAM has them. */
export const canaryActions = ["cloudwatch:GetMetricData"] as const;

/** The rights that this folder's calls need, as IAM has them. */
export const functionActions = {
  lambda: [
    "lambda:CreateAlias",
    "lambda:GetAlias",
    "lambda:GetFunctionConfiguration",
    "lambda:InvokeFunction",
    "lambda:UpdateAlias",
  ],
  logs: ["logs:FilterLogEvents"],
} as const;

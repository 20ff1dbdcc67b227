/**
 * The rights that this folder's calls need, as IAM has them. Records are made with those of the doors.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html
 */
export const mailActions = [
  "ses:CreateEmailIdentity",
  "ses:DeleteEmailIdentity",
  "ses:GetAccount",
  "ses:GetEmailIdentity",
  "ses:ListTagsForResource",
  // An identity is made with its tags.
  "ses:TagResource",
  "ses:UntagResource",
] as const;

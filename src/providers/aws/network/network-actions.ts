/** The rights that this folder's calls need, as IAM has them: it only looks, and CloudFormation makes the rest. */
export const networkActions = [
  "cloudformation:DescribeStacks",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeRegions",
  "ec2:DescribeRouteTables",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeVpcEndpoints",
  "ec2:DescribeVpcs",
  "rds:DescribeDBClusters",
] as const;

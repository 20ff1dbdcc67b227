/**
 * The rights that this folder's calls need, as IAM has them.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html
 */
export const databaseActions = [
  "rds:AddTagsToResource",
  "rds:CreateDBCluster",
  "rds:CreateDBClusterSnapshot",
  "rds:CreateDBInstance",
  "rds:DeleteDBCluster",
  "rds:DeleteDBClusterSnapshot",
  "rds:DeleteDBInstance",
  "rds:DescribeDBClusterSnapshots",
  "rds:DescribeDBClusters",
  "rds:DescribeDBEngineVersions",
  "rds:DescribeDBInstances",
  "rds:ModifyDBCluster",
  "rds:RebootDBInstance",
  "rds:RestoreDBClusterFromSnapshot",
  "rds:RestoreDBClusterToPointInTime",
  "rds:StartDBCluster",
] as const;

/** What becomes of a resource when a stack is deployed. */
export interface StackChange {
  readonly logicalId: string;
  /** `AWS::Lambda::Function`. */
  readonly type: string;
  /** `retain`: the stack no longer has it, but it stays where it is. */
  readonly action: "create" | "update" | "replace" | "delete" | "retain";
  /** An update that may turn out to be a replacement; nobody can tell before. */
  readonly mayReplace: boolean;
  /** Properties that change, in alphabetical order, and attributes such as `DeletionPolicy`; none but of what stays. */
  readonly properties: readonly string[];
}

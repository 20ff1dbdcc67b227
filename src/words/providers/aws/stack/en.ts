/** A resource of the template by its id; the stack as a whole where AWS names none. */
function named(resource: string | null): string {
  return resource === null ? "the stack" : `\`${resource}\``;
}

const mebibytes = (bytes: number): string => (bytes / 1_048_576).toFixed(2);

/** What is said of CloudFormation stacks, in English: the type that the other languages follow. */
export const stackEn = {
  errors: {
    STACK_ACCESS_DENIED: (facts: {
      stack: string;
      resource: string | null;
      action: string | null;
      target: string | null;
    }) => ({
      cause: `You have no right to ${facts.action === null ? "do something that the stack needs" : `\`${facts.action}\``}${facts.target === null ? "" : ` on ${facts.target}`}, which ${facts.resource === null ? `the stack ${facts.stack}` : `${named(facts.resource)} of the stack ${facts.stack}`} needs.`,
      fix: "Let whoever administers the AWS account add that right to your user or role, then run the command again. `monolift doctor` lists all the rights that you lack.",
    }),
    STACK_BELONGS_TO_OTHER: (facts: { stack: string; tag: string; found: string; wanted: string }) => ({
      cause: `The name ${facts.stack} is taken by another stack: its tag \`${facts.tag}\` says "${facts.found}", and this one's would be "${facts.wanted}".`,
      fix: "Give this project or this stage another name in monolift.toml. Nothing was changed.",
    }),
    STACK_CALL_FAILED: (facts: { stack: string; operation: string }) => ({
      cause: `AWS refused the call ${facts.operation} for the stack ${facts.stack}.`,
      fix: "AWS's own sentence stands above. Once its cause is mended, run the command again: it goes on where this one stopped.",
    }),
    STACK_CANCELLED: (facts: { stack: string }) => ({
      cause: `The update of the stack ${facts.stack} was cancelled, and AWS has put everything back as it was.`,
      fix: "If nobody cancelled it on purpose, run the command again.",
    }),
    STACK_CERTIFICATE_UNUSABLE: (facts: { resource: string | null }) => ({
      cause: `AWS does not take the certificate for ${named(facts.resource)}: it is not issued yet, has expired, does not cover the domain, or is in another Region than us-east-1, where CloudFront wants it.`,
      fix: "`monolift status` shows the DNS records that the certificate waits for. Once it is issued, run `monolift up` again.",
    }),
    STACK_CHANGED_MEANWHILE: (facts: { stack: string }) => ({
      cause: `Somebody else is changing the stack ${facts.stack} at the same time.`,
      fix: "Wait until the other `monolift up` or the work in AWS's console has ended, then run the command again.",
    }),
    STACK_CLOUDFRONT_UNVERIFIED: (_facts: object) => ({
      cause: "AWS has not verified this account yet, so it may not have CloudFront.",
      fix: "Open a case with AWS Support (Account and billing, free of charge) and quote the sentence above; it usually takes a day. Until then, a stage without `domain` and without static files on CloudFront can be lifted.",
    }),
    STACK_CODE_MISSING: (facts: { resource: string | null }) => ({
      cause: `The code of ${named(facts.resource)} is no longer in the bucket that it was uploaded to.`,
      fix: "Run `monolift up` again: it uploads what is missing. If the bucket has a lifecycle rule that removes files, take it away.",
    }),
    STACK_CODE_STORAGE_FULL: (_facts: object) => ({
      cause:
        "Lambda's storage for code is full: all functions and versions of an account may take 75 GB in a Region.",
      fix: 'Remove stages that nobody uses (`monolift list`), or ask for more under "Function and layer storage" in AWS Service Quotas.',
    }),
    STACK_CODE_TOO_LARGE: (facts: { resource: string | null; mostMb: number | null }) => ({
      cause: `The code of ${named(facts.resource)} is larger than Lambda takes${facts.mostMb === null ? "" : `: ${facts.mostMb} MB`}.`,
      fix: "`monolift inspect` shows the largest packages. Remove what the application does not need when it runs.",
    }),
    STACK_CONCURRENCY_TOO_HIGH: (facts: { resource: string | null; least: number }) => ({
      cause: `This account has too few concurrent executions to reserve any for ${named(facts.resource)}: ${facts.least} of them have to stay free for all functions together.`,
      fix: 'Lower `concurrency` in monolift.toml, or ask for more under "Concurrent executions" in AWS Service Quotas. New accounts begin with 10, and 1,000 are granted without charge.',
    }),
    STACK_CREDENTIALS_EXPIRED: (facts: { stack: string }) => ({
      cause: `AWS does not accept your credentials any longer, so the work on the stack ${facts.stack} has stopped.`,
      fix: "Sign in again (`aws sso login`, or as you usually do), then run the command again: it waits for whatever AWS has begun and goes on from there.",
    }),
    STACK_DELETE_FAILED: (facts: { stack: string; resources: readonly string[] }) => ({
      cause: `AWS could not remove everything of the stack ${facts.stack}. What is left: ${facts.resources.join(", ")}.`,
      fix: "AWS's reasons stand above. Remove what stands in the way, then run the command again: it removes the rest.",
    }),
    STACK_DOMAIN_TAKEN: (_facts: object) => ({
      cause:
        "The domain already leads to another CloudFront distribution, in this account or in somebody else's.",
      fix: "Take the domain away from the other distribution, or use another `domain` in monolift.toml. For a distribution that you cannot reach, AWS Support can move the domain.",
    }),
    STACK_FAILED: (facts: { stack: string; resource: string | null; type: string | null }) => ({
      cause: `AWS could not make ${facts.resource === null ? `the stack ${facts.stack}` : `${named(facts.resource)} of the stack ${facts.stack}`}${facts.type === null ? "" : ` (${facts.type})`}.`,
      fix: "AWS's own sentence stands above. Once its cause is mended, run `monolift up` again.",
    }),
    STACK_KEY_UNUSABLE: (facts: { resource: string | null }) => ({
      cause: `The KMS key that ${named(facts.resource)} is encrypted with cannot be used: it is disabled, waits for its deletion, or does not let you in.`,
      fix: "Enable the key, or add your user or role to its policy, then run `monolift up` again.",
    }),
    STACK_LIMIT: (facts: { stack: string }) => ({
      cause: `This account has as many stacks as it may have in the Region (2,000 unless AWS has granted more), so ${facts.stack} cannot be made.`,
      fix: 'Remove stages that nobody uses (`monolift list`), or ask for more under "Stack count" in AWS Service Quotas.',
    }),
    STACK_MEMORY_LIMIT: (facts: { resource: string | null; mostMb: number }) => ({
      cause: `In this account a function may have ${facts.mostMb} MB of memory, and ${named(facts.resource)} wants more.`,
      fix: `Lower \`memory\` to ${facts.mostMb} or less in monolift.toml, or ask AWS Support to lift the limit of new accounts.`,
    }),
    STACK_NAME_EXISTS: (facts: { resource: string | null; type: string | null; name: string | null }) => ({
      cause: `${facts.name === null ? "Something" : `"${facts.name}"`}${facts.type === null ? "" : ` (${facts.type})`} is there already and belongs to no stack, so AWS cannot make ${named(facts.resource)} under that name.`,
      fix: "It was made by hand, or left behind by a stage that was removed. Delete it in AWS's console if nobody needs it, or choose another name for the project or the stage; then run `monolift up` again.",
    }),
    STACK_NAME_IN_STACK: (facts: {
      resource: string | null;
      type: string | null;
      name: string;
      other: string;
    }) => ({
      cause: `"${facts.name}"${facts.type === null ? "" : ` (${facts.type})`} belongs to the stack ${facts.other}, so AWS cannot make ${named(facts.resource)} under that name.`,
      fix: `Choose another name for the project or the stage in monolift.toml, or remove the stack ${facts.other} if nobody needs it.`,
    }),
    STACK_OUT_OF_SIGHT: (facts: { stack: string }) => ({
      cause: `AWS could not be reached, again and again, at the work on the stack ${facts.stack}.`,
      fix: "Whatever AWS has begun goes on there. Once the network is back, run the command again: it waits for the end of that and goes on from there.",
    }),
    STACK_PROPERTY_REFUSED: (facts: {
      resource: string | null;
      type: string | null;
      property: string | null;
    }) => ({
      cause: `AWS refused ${facts.property === null ? "a property" : `the property \`${facts.property}\``} of ${named(facts.resource)}${facts.type === null ? "" : ` (${facts.type})`}.`,
      fix: "AWS's own sentence stands above. If the value comes from monolift.toml, correct it there; otherwise please report it, since Monolift should not have written it.",
    }),
    STACK_PROTECTED: (facts: { stack: string }) => ({
      cause: `The stack ${facts.stack} is protected against being deleted: somebody has switched that on in AWS.`,
      fix: `If it may go, switch the protection off, then run the command again: \`aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${facts.stack}\``,
    }),
    STACK_QUOTA_REACHED: (facts: { resource: string | null; type: string | null }) => ({
      cause: `This account has as many of ${facts.type === null ? "something" : `the type ${facts.type}`} as it may have, so AWS cannot make ${named(facts.resource)}.`,
      fix: "AWS's own sentence stands above and names the quota. Remove stages that nobody uses (`monolift list`), or ask for more in AWS Service Quotas.",
    }),
    STACK_ROLE_NOT_READY: (facts: { resource: string | null }) => ({
      cause: `The role of ${named(facts.resource)} was made, but Lambda cannot take it on yet: AWS needs up to a minute to spread a new role.`,
      fix: "Run `monolift up` again.",
    }),
    STACK_ROLLBACK_FAILED: (facts: { stack: string; resources: readonly string[] }) => ({
      cause: `AWS can neither bring the stack ${facts.stack} forward nor back${facts.resources.length === 0 ? "" : `. What stands in the way: ${facts.resources.join(", ")}`}.`,
      fix: "AWS's reasons stand above. Mend what they name (a thing that was deleted or changed by hand), then run `monolift up` again. If nothing helps, `monolift down --keep-data` removes the stack, and `monolift up` makes it again; no data is in it.",
    }),
    STACK_STUCK: (facts: { stack: string; status: string; resource: string | null }) => ({
      cause: `Nothing has moved in the stack ${facts.stack} for an hour; it is at ${facts.status}${facts.resource === null ? "" : `, and AWS is still at work on ${named(facts.resource)}`}.`,
      fix: "Look at the stack's events in AWS's console. What AWS has begun goes on; `monolift up` can be run again at any time and waits for its end.",
    }),
    STACK_TEMPLATE_REFUSED: (facts: { stack: string }) => ({
      cause: `CloudFormation does not take the template of the stack ${facts.stack}.`,
      fix: "This is a mistake of Monolift's. Please report it with AWS's sentence above; nothing was changed.",
    }),
    STACK_TEMPLATE_TOO_LARGE: (facts: { stack: string; bytes: number; most: number }) => ({
      cause: `The template of the stack ${facts.stack} takes ${mebibytes(facts.bytes)} MB; AWS takes ${mebibytes(facts.most)} here.`,
      fix: "Each table [isolate.NAME], [route.NAME] and [jobs.NAME] of monolift.toml adds to it: let several paths share one, or split the project into two.",
    }),
    STACK_THROTTLED: (facts: { stack: string; resource: string | null }) => ({
      cause: `AWS got more calls than it answers at a time, and had no answer for ${facts.resource === null ? `the stack ${facts.stack}` : named(facts.resource)} for minutes.`,
      fix: "Something else in the account is calling AWS a great deal, perhaps another deployment. Run the command again a little later.",
    }),
    STACK_TOO_MANY_RESOURCES: (facts: { stack: string; count: number; most: number }) => ({
      cause: `The stack ${facts.stack} would have ${facts.count} resources; AWS allows ${facts.most}.`,
      fix: "Each table [isolate.NAME], [route.NAME] and [jobs.NAME] of monolift.toml adds several: let several paths share one, or split the project into two.",
    }),
    STACK_TYPE_UNKNOWN: (facts: { stack: string; types: readonly string[] }) => ({
      cause: `The Region does not have what the stack ${facts.stack} needs: ${facts.types.join(", ")}.`,
      fix: "Choose another `region` for the stage in monolift.toml, one of the older, larger ones.",
    }),
  },
  notices: {
    STACK_REMADE: (facts: { stack: string; status: string }) =>
      `An earlier attempt at the stack ${facts.stack} failed (${facts.status}). Its remains are removed first; there is no data in them.`,
    STACK_ROLLBACK_CONTINUED: (facts: { stack: string }) =>
      `An earlier update of the stack ${facts.stack} failed, and could not be taken back either. AWS is asked to try that again first.`,
    STACK_ROLLBACK_SKIPPED: (facts: { stack: string; resources: readonly string[] }) =>
      `In the stack ${facts.stack} this could not be taken back and is left as it is: ${facts.resources.join(", ")}. It may differ from what AWS takes it for until something in it changes.`,
    STACK_WAITED_FOR: (facts: { stack: string; status: string; isCancelled: boolean }) =>
      facts.isCancelled
        ? `An update of the stack ${facts.stack} is under way (${facts.status}). It is cancelled, and awaited.`
        : `Something is under way in the stack ${facts.stack} (${facts.status}), perhaps what an interrupted command began. It is awaited first.`,
  },
};

export type StackWords = typeof stackEn;

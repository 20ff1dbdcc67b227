import { OperationError, UserError, type ErrorContext, type MonoliftError } from "../../../errors.ts";
import { readDenial } from "./read-denial.ts";
import { shortenSentence } from "./shorten-sentence.ts";

/** What AWS would not do. */
export interface Failure {
  readonly stack: string;
  /** Id of the resource in the template; null where the whole stack is meant. */
  readonly resource: string | null;
  readonly type: string | null;
  /** The property at fault, where AWS names it beside its sentence. */
  readonly property: string | null;
  /** AWS's own sentence. */
  readonly reason: string;
}

type Explain = (failure: Failure, match: RegExpExecArray, context: ErrorContext) => MonoliftError;

/**
 * What AWS's sentences mean, the more special before the more general. AWS has no codes for them: a resource's handler puts
 * the error of the service behind it into a sentence, and CloudFormation passes the sentence on.
 */
const meanings: readonly (readonly [RegExp, Explain])[] = [
  [
    /security token included in the request is (?:expired|invalid)|ExpiredToken/i,
    ({ stack }, _match, context) => new UserError("STACK_CREDENTIALS_EXPIRED", { stack }, context),
  ],
  [
    /account must be verified/i,
    (_failure, _match, context) => new UserError("STACK_CLOUDFRONT_UNVERIFIED", {}, context),
  ],
  [
    /(\S+) already exists in stack \S*?stack\/([^/\s]+)/,
    ({ resource, type }, [, name = "", other = ""], context) =>
      new UserError("STACK_NAME_IN_STACK", { resource, type, name, other }, context),
  ],
  [
    /CNAMEs? you provided are already associated|CNAMEAlreadyExists/i,
    (_failure, _match, context) => new UserError("STACK_DOMAIN_TAKEN", {}, context),
  ],
  [
    /already exists?\b|AlreadyExists/i,
    ({ resource, type, reason }, _match, context) =>
      new UserError("STACK_NAME_EXISTS", { resource, type, name: takenName(reason) }, context),
  ],
  [/\bKMS/, ({ resource }, _match, context) => new UserError("STACK_KEY_UNUSABLE", { resource }, context)],
  [
    /not authorized to perform|AccessDenied|access denied/i,
    ({ stack, resource, reason }, _match, context) =>
      new UserError("STACK_ACCESS_DENIED", { stack, resource, ...readDenial(reason) }, context),
  ],
  [
    /UnreservedConcurrentExecution below its minimum value of \[?(\d+)/,
    ({ resource }, [, least = ""], context) =>
      new UserError("STACK_CONCURRENCY_TOO_HIGH", { resource, least: Number(least) }, context),
  ],
  [
    /Unzipped size must be smaller than (\d+) bytes|RequestEntityTooLarge|Request must be smaller than (\d+) bytes/,
    ({ resource }, [, unzipped, zipped], context) => {
      const bytes = unzipped ?? zipped;
      const mostMb = bytes === undefined ? null : Math.floor(Number(bytes) / 1_048_576);
      return new UserError("STACK_CODE_TOO_LARGE", { resource, mostMb }, context);
    },
  ],
  [
    /code storage limit|CodeStorageExceeded/i,
    (_failure, _match, context) => new UserError("STACK_CODE_STORAGE_FULL", {}, context),
  ],
  [
    /S3 Error Code: NoSuch|Failed to fetch code from s3/i,
    ({ resource }, _match, context) => new OperationError("STACK_CODE_MISSING", { resource }, context),
  ],
  [
    /cannot be assumed/i,
    ({ resource }, _match, context) => new OperationError("STACK_ROLE_NOT_READY", { resource }, context),
  ],
  [
    /Rate exceeded|TooManyRequests|Throttl/i,
    ({ stack, resource }, _match, context) =>
      new OperationError("STACK_THROTTLED", { stack, resource }, context),
  ],
  [
    /'?MemorySize'? value failed to satisfy constraint: Member must have value less than or equal to (\d+)/i,
    ({ resource }, [, most = ""], context) =>
      new UserError("STACK_MEMORY_LIMIT", { resource, mostMb: Number(most) }, context),
  ],
  [
    /SSL certificate|InvalidViewerCertificate|UnsupportedCertificate|CertificateNotFound/i,
    ({ resource }, _match, context) => new UserError("STACK_CERTIFICATE_UNUSABLE", { resource }, context),
  ],
  [
    /exceed(?:s|ed)? (?:the )?(?:quota|limit|maximum)|LimitExceeded|limit exceeded|quota|HandlerErrorCode: ServiceLimitExceeded|TooMany[A-Z]/,
    ({ resource, type }, _match, context) =>
      new UserError("STACK_QUOTA_REACHED", { resource, type }, context),
  ],
  [
    /validation failed|failed to satisfy constraint|unsupported property|InvalidParameterValue|Required property|is not a supported|Value of property|extraneous key|ValidationException/i,
    ({ resource, type, property, reason }, _match, context) =>
      new OperationError(
        "STACK_PROPERTY_REFUSED",
        { resource, type, property: property ?? namedProperty(reason) },
        context,
      ),
  ],
];

/** What a failure means to the user; AWS's sentence is the detail. */
export function explainFailure(given: Failure): MonoliftError {
  const failure = { ...given, reason: shortenSentence(given.reason) };
  const { stack, resource, type, reason } = failure;
  const context = reason === "" ? {} : { detail: reason };
  for (const [pattern, explain] of meanings) {
    const match = pattern.exec(reason);
    if (match !== null) return explain(failure, match, context);
  }
  return new OperationError("STACK_FAILED", { stack, resource, type }, context);
}

/**
 * The name that is taken: `Function already exist: blog-web`, `Resource of type 'AWS::Logs::LogGroup' with identifier
 * '{"/properties/LogGroupName":"/aws/lambda/blog-web"}' already exists.`, `Role with name blog-web already exists.`
 */
function takenName(reason: string): string | null {
  const identifier = /identifier '([^']+)'/.exec(reason)?.[1];
  if (identifier !== undefined) return /:"([^"]+)"\}$/.exec(identifier)?.[1] ?? identifier;
  return (
    /already exists?: ([^\s()]+)/.exec(reason)?.[1] ??
    /(?:name|called) ([^\s']+) already exists/.exec(reason)?.[1] ??
    null
  );
}

/** `#/Environment/Variables: …`, `Encountered unsupported property Foo`, `Value '0' at 'timeout' failed …` */
function namedProperty(reason: string): string | null {
  return (
    /#\/([\w/]+)/.exec(reason)?.[1] ??
    /unsupported property (\w+)/.exec(reason)?.[1] ??
    /Required property \[?(\w+)/.exec(reason)?.[1] ??
    /Value of property (\w+)/.exec(reason)?.[1] ??
    / at '(\w+)' failed/.exec(reason)?.[1] ??
    /'(\w+)' value failed/.exec(reason)?.[1] ??
    null
  );
}

import { S3Error } from "../errors.ts";

/** Fields of a form, names in lower case. */
export type Fields = ReadonlyMap<string, string>;

/** How many bytes the file may have, both ends included. */
export interface LengthRange {
  readonly minimum: number;
  readonly maximum: number;
}

type Condition =
  | { readonly kind: "eq" | "starts-with"; readonly name: string; readonly value: string }
  | ({ readonly kind: "content-length-range" } & LengthRange);

/** Fields that need no condition. */
const free = new Set(["x-amz-signature", "file", "policy", "signature", "awsaccesskeyid"]);

/**
 * Checks a form against the policy that its owner signed.
 *
 * @param document The policy, in base64.
 * @param fields All fields before the file, with `bucket` and the final `key`.
 * @returns How long the file may be; undefined when the policy says nothing of it.
 * @throws {S3Error} `AccessDenied` when a condition fails, when a field has none, or when it has expired;
 * `InvalidPolicyDocument`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export function checkPolicy(document: string, fields: Fields, now: Date): LengthRange | undefined {
  const { expiration, conditions } = parsePolicy(document);
  if (now.getTime() > expiration) throw denied("Policy expired.");
  for (const condition of conditions) {
    if (condition.kind === "content-length-range") continue;
    if (!holds(condition, fields.get(condition.name)))
      throw denied(
        `Policy Condition failed: ["${condition.kind}", "$${condition.name}", "${condition.value}"]`,
      );
  }
  const named = new Set(conditions.map((one) => (one.kind === "content-length-range" ? "" : one.name)));
  const extra = [...fields.keys()].filter(
    (name) => !named.has(name) && !free.has(name) && !name.startsWith("x-ignore-") && name !== "bucket",
  );
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(", ")}`);
  return conditions.find((one) => one.kind === "content-length-range");
}

function holds(
  { kind, name, value }: Exclude<Condition, { kind: "content-length-range" }>,
  given = "",
): boolean {
  if (kind === "eq") return given === value;
  // A list of content types is judged one by one.
  const values = name === "content-type" ? given.split(",").map((one) => one.trim()) : [given];
  return values.every((one) => one.startsWith(value));
}

function parsePolicy(document: string): {
  readonly expiration: number;
  readonly conditions: readonly Condition[];
} {
  const policy = parseJson(document);
  const expiration = typeof policy["expiration"] === "string" ? Date.parse(policy["expiration"]) : Number.NaN;
  if (Number.isNaN(expiration)) throw invalid("Policy missing expiration.");
  if (!Array.isArray(policy["conditions"])) throw invalid("Policy missing conditions.");
  return { expiration, conditions: policy["conditions"].flatMap(readCondition) };
}

function parseJson(document: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(document, "base64").toString("utf8"));
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalid("Invalid JSON.");
}

function readCondition(condition: unknown): readonly Condition[] {
  if (!Array.isArray(condition)) {
    if (typeof condition !== "object" || condition === null) throw invalid("Invalid condition.");
    return Object.entries(condition).map(([name, value]) => ({
      kind: "eq",
      name: name.toLowerCase(),
      value: String(value),
    }));
  }
  const [kind, first, second] = condition.map(String);
  const operator = kind?.toLowerCase();
  if (first === undefined || second === undefined) throw invalid("Invalid condition.");
  if (operator === "content-length-range") {
    const [minimum, maximum] = [Number(first), Number(second)];
    if (!Number.isSafeInteger(minimum) || !Number.isSafeInteger(maximum))
      throw invalid("Invalid content-length-range.");
    return [{ kind: "content-length-range", minimum, maximum }];
  }
  if ((operator !== "eq" && operator !== "starts-with") || !first.startsWith("$"))
    throw invalid("Invalid condition.");
  return [{ kind: operator, name: first.slice(1).toLowerCase(), value: second }];
}

function denied(why: string): S3Error {
  return new S3Error("AccessDenied", { message: `Invalid according to Policy: ${why}` });
}

function invalid(why: string): S3Error {
  return new S3Error("InvalidPolicyDocument", { message: `Invalid Policy: ${why}` });
}

/**
 * A piece of Python source. Text inside of strings and comments is never taken for code.
 * `value` of a string is null when it only exists at run time (f-strings) or is bytes.
 */
export type Token =
  | { readonly kind: "name" | "number" | "operator"; readonly text: string }
  | { readonly kind: "string"; readonly value: string | null };

/** The tokens of one logical line; those in brackets may stand on many lines. */
export type Statement = readonly Token[];

const pieces = new RegExp(
  [
    String.raw`(?<space>[ \t\f]+|\\\r?\n|#[^\n]*)`,
    String.raw`(?<newline>\r?\n)`,
    String.raw`(?<prefix>[rRbBuUfFtT]{0,2})(?<quote>'''|"""|'|")`,
    String.raw`(?<name>[\p{L}_][\p{L}\p{N}_]*)`,
    String.raw`(?<number>\d[\w.]*|\.\d\w*)`,
    String.raw`(?<operator>->|:=|==|!=|[^\s])`,
  ].join("|"),
  "uy",
);

/**
 * Splits Python source into logical lines of tokens. Nothing is run, and no grammar is checked: it is for finding
 * plain settings in a file, and gives what it can of a file that Python would refuse.
 */
export function readStatements(source: string): readonly Statement[] {
  const statements: Statement[] = [];
  let line: Token[] = [];
  let depth = 0;
  let at = 0;
  while (at < source.length) {
    pieces.lastIndex = at;
    const found = pieces.exec(source);
    const groups = found?.groups ?? {};
    at = found === null ? at + 1 : pieces.lastIndex;
    if (groups["quote"] !== undefined) {
      const text = readString(source, at, groups["prefix"] ?? "", groups["quote"]);
      line.push({ kind: "string", value: text.value });
      at = text.end;
    } else if (groups["newline"] !== undefined && depth === 0) {
      if (line.length > 0) statements.push(line);
      line = [];
    } else if (groups["name"] !== undefined) line.push({ kind: "name", text: groups["name"] });
    else if (groups["number"] !== undefined) line.push({ kind: "number", text: groups["number"] });
    else if (groups["operator"] !== undefined) {
      line.push({ kind: "operator", text: groups["operator"] });
      if ("([{".includes(groups["operator"])) depth += 1;
      if (")]}".includes(groups["operator"])) depth = Math.max(0, depth - 1);
    }
  }
  return line.length > 0 ? [...statements, line] : statements;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\n": "" };

/** Reads a string whose opening quote ends at `start`. */
function readString(
  source: string,
  start: number,
  prefix: string,
  quote: string,
): { readonly value: string | null; readonly end: number } {
  const isRaw = /r/iu.test(prefix);
  let value = "";
  let at = start;
  while (at < source.length && !source.startsWith(quote, at)) {
    const letter = source[at] ?? "";
    // A string of one line that is not closed ends with its line.
    if (letter === "\n" && quote.length === 1) break;
    if (letter !== "\\") value += letter;
    else {
      at += 1;
      const escaped = source[at] ?? "";
      value += isRaw ? `\\${escaped}` : (escapes[escaped] ?? escaped);
    }
    at += 1;
  }
  const end = source.startsWith(quote, at) ? at + quote.length : at;
  return { value: /[bft]/iu.test(prefix) ? null : value, end };
}

export function isName(token: Token | undefined, ...names: readonly string[]): boolean {
  return token?.kind === "name" && names.includes(token.text);
}

export function isOperator(token: Token | undefined, text: string): boolean {
  return token?.kind === "operator" && token.text === text;
}

/**
 * The texts that a name is set to at the left edge of a statement, in any branch: `NAME = …`, `NAME: str = …`.
 * A value that is only known at run time is `undefined`.
 */
export function assignmentsTo(statements: readonly Statement[], name: string): readonly (string | undefined)[] {
  return statements.flatMap((statement) => {
    if (!isName(statement[0], name)) return [];
    const equals = statement.findIndex((token) => isOperator(token, "="));
    // Without this one, so that names that refer to each other come to an end.
    const others = statements.filter((one) => one !== statement);
    const isAssignment = equals === 1 || (equals > 1 && isOperator(statement[1], ":"));
    return isAssignment ? [evaluateText(statement.slice(equals + 1), others)] : [];
  });
}

/** Functions that read a variable of the environment and take a default: django-environ, decouple, os. */
const readers = ["get", "getenv", "config", "env", "str", "environ"];

/**
 * The text that an expression has when nothing in the environment says otherwise: of `"a" "b"`, of a name that is set
 * once, of `config("X", default="a")`, of `os.environ.get("X") or "a"`.
 *
 * @returns `undefined` when it can only be known at run time.
 */
export function evaluateText(expression: Statement, statements: readonly Statement[]): string | undefined {
  const tokens = unwrap(expression);
  const otherwise = splitTop(tokens, (token) => isName(token, "or")).at(-1) ?? [];
  if (otherwise.length < tokens.length) return evaluateText(otherwise, statements);
  const strings = tokens.filter((token) => !isOperator(token, "+"));
  if (strings.length > 0 && strings.every((token) => token.kind === "string")) {
    return strings.reduce<string | undefined>(
      (text, { value }) => (text === undefined || value === null ? undefined : text + value),
      "",
    );
  }
  const [first] = tokens;
  if (tokens.length === 1 && first?.kind === "name") {
    const values = assignmentsTo(statements, first.text);
    return values.length === 1 ? values[0] : undefined;
  }
  return evaluateDefault(tokens, statements);
}

/** The default of a call such as `env("NAME", default="a")`, or of `os.environ.get("NAME", "a")`. */
function evaluateDefault(tokens: Statement, statements: readonly Statement[]): string | undefined {
  const open = tokens.findIndex((token) => isOperator(token, "("));
  const reader = tokens[open - 1];
  if (!isName(reader, ...readers) || !isOperator(tokens.at(-1), ")")) return undefined;
  const parameters = splitTop(tokens.slice(open + 1, -1), (token) => isOperator(token, ","));
  const named = parameters.find((one) => isName(one[0], "default") && isOperator(one[1], "="));
  const value = named?.slice(2) ?? parameters[1];
  return value === undefined || value.length === 0 ? undefined : evaluateText(value, statements);
}

/** Without brackets that enclose the whole. */
function unwrap(tokens: Statement): Statement {
  const isEnclosed = isOperator(tokens[0], "(") && isOperator(tokens.at(-1), ")");
  const inner = tokens.slice(1, -1);
  return isEnclosed && splitTop(inner, (token) => isOperator(token, ")")).length === 1 ? unwrap(inner) : tokens;
}

/** Splits at tokens that stand outside of all brackets. */
export function splitTop(tokens: Statement, isSeparator: (token: Token) => boolean): readonly Statement[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (depth === 0 && isSeparator(token)) {
      parts.push([]);
      continue;
    }
    if (token.kind === "operator" && "([{".includes(token.text)) depth += 1;
    if (token.kind === "operator" && ")]}".includes(token.text)) depth = Math.max(0, depth - 1);
    parts.at(-1)?.push(token);
  }
  return parts;
}

import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from "node:crypto";

/** A login as PostgreSQL's servers lead it: the password itself is never sent. */
export interface Login {
  /** What the server says first. */
  readonly challenge: string;
  /** The server's last word; undefined where the password is another, or the login was tied to another certificate. */
  readonly finish: (answer: string) => string | undefined;
}

const iterations = 4096;

/**
 * Begins SCRAM-SHA-256, tied to the server's certificate where the client asks for it (`-PLUS`).
 *
 * @param certificate The server's, as DER.
 * @see https://www.rfc-editor.org/rfc/rfc5802 and, for the certificate, RFC 5929 section 4
 */
export function beginLogin(first: string, password: string, certificate: Uint8Array): Login {
  const [flag = "", authorization = "", ...rest] = first.split(",");
  const bare = rest.join(",");
  const salt = randomBytes(16);
  const nonce = `${fieldOf(bare, "r")}${randomBytes(18).toString("base64")}`;
  const challenge = `r=${nonce},s=${salt.toString("base64")},i=${iterations}`;
  const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256");
  const header = Buffer.from(`${flag},${authorization},`);
  const isBound = flag.startsWith("p=");
  const binding = isBound
    ? Buffer.concat([header, createHash("sha256").update(certificate).digest()])
    : header;
  return {
    challenge,
    finish: (answer) => {
      const unproven = answer.replace(/,p=[^,]*$/, "");
      const exchanged = `${bare},${challenge},${unproven}`;
      const clientKey = sign(salted, "Client Key");
      const signature = sign(createHash("sha256").update(clientKey).digest(), exchanged);
      const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
      const given = Buffer.from(fieldOf(answer, "p"), "base64");
      const isBindingRight = fieldOf(answer, "c") === binding.toString("base64");
      const isProven = given.length === proof.length && timingSafeEqual(given, proof);
      if (!isBindingRight || !isProven || fieldOf(answer, "r") !== nonce) return undefined;
      return `v=${sign(sign(salted, "Server Key"), exchanged).toString("base64")}`;
    },
  };
}

function sign(key: Uint8Array, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function fieldOf(message: string, name: string): string {
  const found = message.split(",").find((one) => one.startsWith(`${name}=`));
  return found?.slice(2) ?? "";
}

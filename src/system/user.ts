import { hostname, userInfo } from "node:os";

/** Who runs this process, as `user@host`; the number of a user who has no name here, as in some containers. */
export function currentUser(): string {
  return `${userName()}@${hostname()}`;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "unknown");
  }
}

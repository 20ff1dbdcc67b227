import type { DatabaseState } from "../provider.ts";
import type { Branch, Endpoint } from "./api-types.ts";
import type { BranchesOf } from "./branches.ts";
import { connectionsOf } from "./compute.ts";
import { NeonFailure } from "./failures.ts";
import { databaseName, roleName } from "./names.ts";
import { settle } from "./operations.ts";

/** What a branch and its compute are, for whoever uses the database. */
export async function stateOf(
  of: BranchesOf,
  branch: Branch,
  compute: Endpoint | undefined,
  isNew: boolean,
): Promise<DatabaseState> {
  return {
    url: compute === undefined ? "" : urlOf(compute.host, await readPassword(of, branch)),
    isNew,
    maxConnections: compute === undefined ? null : connectionsOf(sizeOf(compute)),
    sleeps: compute?.suspend_timeout_seconds !== -1,
    sizeBytes: branch.logical_size ?? null,
    usage: {
      unitHours: branch.compute_time_seconds / 3600,
      lastActiveAt: compute?.last_active ?? null,
      expiresAt: branch.expires_at ?? null,
    },
  };
}

/** Size of a compute as Neon has it. */
export function sizeOf(compute: Endpoint): { readonly min: number; readonly max: number } {
  return { min: compute.autoscaling_limit_min_cu, max: compute.autoscaling_limit_max_cu };
}

/**
 * The password of a branch's role, as Neon keeps it; a new one where it keeps none.
 *
 * @see https://api-docs.neon.tech/reference/getprojectbranchrolepassword
 */
async function readPassword({ client, project }: BranchesOf, branch: Branch): Promise<string> {
  const path = { project_id: project.id, branch_id: branch.id, role_name: roleName };
  try {
    return (await client.call("getProjectBranchRolePassword", { path })).password;
  } catch (error) {
    // 412: the project was set not to keep passwords.
    if (!(error instanceof NeonFailure) || error.status !== 412) throw error;
    const { role, operations } = await client.call("resetProjectBranchRolePassword", { path });
    await settle(client, project.id, operations);
    return role.password ?? "";
  }
}

/**
 * The address of the compute itself and not of its pooler: a function serves one request at a time, so its sandboxes need
 * one connection each and no more than it may run at once, of which the smallest compute takes nearly a hundred. The pooler
 * hands connections from one transaction to the next, which breaks what Django does across them: server-side cursors,
 * `SET`, advisory locks, `LISTEN`.
 *
 * The server is known by the password: with `channel_binding` the login (SCRAM-SHA-256-PLUS) is tied to the server's own
 * certificate, so that nobody in between can pass it on. `verify-full` would do the same by authorities' certificates, for
 * which the libpq in psycopg's wheels looks in a folder that a function does not have.
 *
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-CHANNEL-BINDING
 */
function urlOf(host: string, password: string): string {
  const login = `${roleName}:${encodeURIComponent(password)}`;
  return `postgresql://${login}@${host}:5432/${databaseName}?sslmode=require&channel_binding=require`;
}

import { execFile } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import { promisify } from "node:util";
import { Client } from "pg";
import type { ComputeDoor, FakeAccount, FakeBranch } from "./fake-account.ts";
import { MessageReader } from "./message-reader.ts";
import { beginLogin } from "./scram.ts";

/** Neon's proxy: a host for each compute, where a branch's own password opens the branch's rows, over TLS. */
export interface NeonDoor extends ComputeDoor {
  /** What went wrong in it. */
  readonly faults: readonly string[];
  readonly stop: () => Promise<void>;
}

const port = 5432;
const tlsRequest = 80_877_103;
const gssRequest = 80_877_104;

/**
 * Opens doors on addresses of loopback of their own, since an address of Neon has no port but PostgreSQL's.
 *
 * @param address Of a database of the real server that has the rows.
 */
export async function startNeonDoor(
  account: FakeAccount,
  address: (database: string) => string,
): Promise<NeonDoor> {
  const identity = await makeIdentity();
  const hosts = new Map<string, string>();
  const servers: Server[] = [];
  const sockets = new Map<Socket, string>();
  const faults: string[] = [];
  const first = `127.${byte()}.${byte()}`;

  const open = (compute: string): string => {
    const host = `${first}.${hosts.size + 1}`;
    const server = createServer((socket) => {
      sockets.set(socket, compute);
      socket.once("close", () => sockets.delete(socket)).on("error", () => undefined);
      serve(socket, () => branchOf(account, compute), identity, address).catch((error: unknown) => {
        faults.push(String(error));
        socket.destroy();
      });
    });
    server.on("error", (error) => faults.push(error.message)).listen(port, host);
    servers.push(server);
    hosts.set(compute, host);
    return host;
  };
  return {
    faults,
    hostOf: (compute) => hosts.get(compute) ?? open(compute),
    restart: (compute) => {
      for (const [socket, behind] of sockets) if (behind === compute) socket.destroy();
    },
    stop: async () => {
      for (const socket of sockets.keys()) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function branchOf({ projects }: FakeAccount, compute: string): FakeBranch | undefined {
  for (const { computes, branches } of projects) {
    const found = computes.find(({ id }) => id === compute);
    if (found !== undefined) return branches.find(({ id }) => id === found.branchId);
  }
  return undefined;
}

interface Identity {
  readonly key: string;
  readonly cert: string;
  readonly der: Uint8Array;
}

async function serve(
  socket: Socket,
  branch: () => FakeBranch | undefined,
  identity: Identity,
  address: (database: string) => string,
): Promise<void> {
  const plain = new MessageReader(socket);
  for (let request = await plain.startup(); ; request = await plain.startup()) {
    const code = request.readInt32BE(0);
    if (code === tlsRequest) break;
    if (code !== gssRequest) return void socket.destroy();
    socket.write("N");
  }
  const tls = new TLSSocket(socket, { isServer: true, key: identity.key, cert: identity.cert });
  tls.on("error", () => undefined);
  socket.write("S");
  const reader = new MessageReader(tls);
  const parameters = parametersOf(await reader.startup());
  const found = branch();
  const user = parameters.get("user") ?? "";
  const password = found?.roles.get(user);
  if (found === undefined || password === undefined || !(await isLetIn(tls, reader, password, identity)))
    return void tls.end(
      message("E", `SFATAL\0C28P01\0Mpassword authentication failed for user '${user}'\0\0`),
    );
  await joinServer(tls, address(found.database), parameters);
}

async function isLetIn(
  tls: TLSSocket,
  reader: MessageReader,
  password: string,
  { der }: Identity,
): Promise<boolean> {
  tls.write(authentication(10, "SCRAM-SHA-256-PLUS\0SCRAM-SHA-256\0\0"));
  const initial = await reader.message();
  const nameEnd = initial.indexOf(0);
  const login = beginLogin(initial.toString("utf8", nameEnd + 5), password, der);
  tls.write(authentication(11, login.challenge));
  const last = login.finish((await reader.message()).toString("utf8"));
  if (last === undefined) return false;
  tls.write(Buffer.concat([authentication(12, last), authentication(0, "")]));
  return true;
}

/** Joins the session to one of the real server, which has let this machine in by its own password. */
async function joinServer(
  tls: TLSSocket,
  url: string,
  parameters: ReadonlyMap<string, string>,
): Promise<void> {
  const client = new Client({ connectionString: url, options: parameters.get("options") ?? "" });
  client.on("error", () => undefined);
  // `pg` does not type what carries a session.
  const { connection } = client as unknown as {
    readonly connection: NodeJS.EventEmitter & { readonly stream: Socket };
  };
  const states: Buffer[] = [];
  connection.on("parameterStatus", (one: { parameterName: string; parameterValue: string }) =>
    states.push(message("S", `${one.parameterName}\0${one.parameterValue}\0`)),
  );
  await client.connect();
  const { stream } = connection;
  stream.removeAllListeners("data").removeAllListeners("end");
  tls.write(Buffer.concat([...states, message("Z", "I")]));
  stream.once("close", () => tls.destroy());
  tls.once("close", () => stream.destroy());
  stream.pipe(tls);
  tls.pipe(stream);
}

function parametersOf(startup: Buffer): ReadonlyMap<string, string> {
  const parts = startup.toString("utf8", 4).split("\0");
  return new Map(parts.flatMap((name, index) => (index % 2 === 0 ? [[name, parts[index + 1] ?? ""]] : [])));
}

function message(type: string, body: string | Buffer): Buffer {
  const content = Buffer.from(body);
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}

function authentication(kind: number, body: string): Buffer {
  const head = Buffer.alloc(4);
  head.writeInt32BE(kind);
  return message("R", Buffer.concat([head, Buffer.from(body)]));
}

/** A certificate that nobody has signed: who connects ties the login to it, and asks no authority. */
async function makeIdentity(): Promise<Identity> {
  const folder = await mkdtemp(join(tmpdir(), "monolift-neon-"));
  try {
    const [keyFile, certFile] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const how = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-sha256"];
    const what = ["-keyout", keyFile, "-out", certFile, "-days", "2", "-subj", "/CN=neon.test"];
    await promisify(execFile)("openssl", [...how, ...what]);
    const [key, cert] = [await readFile(keyFile, "utf8"), await readFile(certFile, "utf8")];
    return { key, cert, der: new X509Certificate(cert).raw };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function byte(): number {
  return 1 + Math.floor(Math.random() * 250);
}

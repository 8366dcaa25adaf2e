import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { give, serverAccount } from "@/db/embedded-home";
import { freePort } from "./provider";

export type Pooler = {
  /** An address as it leads through the pooler. */
  through: (url: string) => string;
  stop: () => Promise<void>;
};

/**
 * PgBouncer in transaction mode before the server of these addresses.
 * @param program where it is
 * @param options `size`: how many connections each role has
 */
export async function startPooler(
  program: string,
  urls: string[],
  { size = 2 } = {},
): Promise<Pooler> {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), "pooler-"));
  const users = path.join(folder, "users");
  const settings = path.join(folder, "settings");
  const logins = urls.map((url) => new URL(url));
  const { hostname, port: behind } = logins[0] ?? new URL("postgresql://none");
  const quoted = ({ username, password }: URL) =>
    `"${decodeURIComponent(username)}" "${decodeURIComponent(password)}"`;
  writeFileSync(users, logins.map(quoted).join("\n"));
  writeFileSync(
    settings,
    `[databases]
* = host=${hostname} port=${behind}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${size}
max_client_conn = 200
server_login_retry = 1
`,
  );
  const account = serverAccount();
  give(folder, account);
  const pooler = spawn(program, [settings], { ...account, stdio: "ignore" });
  const ended = new Promise((resolve) => pooler.once("exit", resolve));
  const through = (url: string) => {
    const to = new URL(url);
    to.port = String(port);
    return to.toString();
  };
  for (let tries = 0; !(await answers(through(urls[0] ?? ""))); tries++) {
    if (tries === 100 || pooler.exitCode !== null) throw new Error("PgBouncer did not start");
    await sleep(50);
  }
  return {
    through,
    async stop() {
      pooler.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

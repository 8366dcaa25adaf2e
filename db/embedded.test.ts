import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { startEmbedded } from "@/db/embedded";

const root = path.resolve(__dirname, "..");
const dir = mkdtempSync(path.join(tmpdir(), "embedded-"));

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Starts the server from another process; answers with that process once the server is up. */
async function launcher() {
  const code = `require("./db/embedded").startEmbedded({ dir: ${JSON.stringify(dir)}, durable: false })
    .then((e) => { process.stdout.write(String(e.reused)); setInterval(() => {}, 1000); })`;
  const child = spawn(process.execPath, ["--import", "tsx", "-e", code], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { child, reused: line.toString().trim() };
}

afterAll(async () => {
  const last = await startEmbedded({ dir });
  await last.stop();
  rmSync(dir, { recursive: true, force: true });
});

test("starts a server whose owner is no superuser, and joins the one that runs", async () => {
  const first = await startEmbedded({ dir, durable: false });
  expect(first.reused).toBe(false);
  expect(
    await ask(
      first.url,
      `select rolsuper, rolbypassrls, rolcreaterole, current_setting('listen_addresses') as listen,
        (select datlocprovider = 'i' and pg_encoding_to_char(encoding) = 'UTF8'
         from pg_database where datname = current_database()) as icu,
        exists (select from pg_collation where collname = 'und-x-icu') as collation
       from pg_roles where rolname = current_user`,
    ),
  ).toEqual([
    {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: true,
      listen: "127.0.0.1",
      icu: true,
      collation: true,
    },
  ]);
  await ask(first.url, "create extension pg_trgm; create extension btree_gin");
  expect(statSync(path.join(dir, "server.json")).mode & 0o777).toBe(0o600);

  const second = await startEmbedded({ dir });
  expect([second.reused, second.url]).toEqual([true, first.url]);
  await first.stop();
  expect(await ask(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await second.stop();
  await expect(ask(second.url, "select 1")).rejects.toThrow("ECONNREFUSED");
});

test("two starts at once share one server", async () => {
  const both = await Promise.all([startEmbedded({ dir }), startEmbedded({ dir })]);
  expect(both.map(({ reused }) => reused).sort()).toEqual([false, true]);
  await both[0].stop();
  await both[1].stop();
});

test("a killed launcher leaves a server that the next one joins and may stop", async () => {
  const { child, reused } = await launcher();
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(reused).toBe("false");
  const next = await startEmbedded({ dir });
  expect(next.reused).toBe(true);
  await ask(next.url, "create table kept (id int); insert into kept values (7)");
  await next.stop();
  await expect(ask(next.url, "select 1")).rejects.toThrow("ECONNREFUSED");
});

test("what was committed survives a killed server", async () => {
  const before = await startEmbedded({ dir });
  const [row] = await ask(before.adminUrl, "select pg_read_file('postmaster.pid') as pid");
  process.kill(Number.parseInt((row as { pid: string }).pid, 10), "SIGKILL");
  const after = await startEmbedded({ dir });
  expect(after.reused).toBe(false);
  expect(await ask(after.url, "select id from kept")).toEqual([{ id: 7 }]);
  await before.stop();
  await after.stop();
  expect(readdirSync(path.join(dir, "users"))).toEqual([]);
});

test("a killed server is seen to be gone, and is revived at the same address without another user", async () => {
  const server = await startEmbedded({ dir });
  const [row] = await ask(server.adminUrl, "select pg_read_file('postmaster.pid') as pid");
  expect(server.alive()).toBe(true);
  process.kill(Number.parseInt((row as { pid: string }).pid, 10), "SIGKILL");
  for (let tries = 0; server.alive() && tries < 500; tries++) await sleep(10);
  expect(server.alive()).toBe(false);
  await server.revive();
  expect(await ask(server.url, "select id from kept")).toEqual([{ id: 7 }]);
  expect(readdirSync(path.join(dir, "users"))).toHaveLength(1);
  await server.stop();
  expect(server.alive()).toBe(false);
});

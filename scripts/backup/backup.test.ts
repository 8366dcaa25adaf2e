import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { Client } from "pg";
import { openDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { getConfig } from "@/lib/config";
import { loadCatalogue } from "@/lib/engagements/load-catalogue";
import { folderStore } from "@/lib/files/folder";
import { receiveBytes } from "@/lib/files/receive";
import { databaseKeys } from "@/lib/keys";
import { machineClock } from "@/lib/time/clock";
import { stopSender } from "@/lib/queue/sender";
import { findPostgres } from "@/testing/own-postgres";
import { program } from "@/testing/compiled";
import { TEST_SECRET } from "@/testing/secret";
import { backUpFiles, listFiles, sweepParts } from "./files";
import { keep } from "./kept-file";
import { keyFor } from "./key";
import { readManifest, writeManifest } from "./manifest";
import { findProgram, reaching } from "./programs";
import { restoreDatabase } from "./restore-database";
import { sealed, unsealed } from "./sealed";

jest.setTimeout(180_000);
const key = randomBytes(32).toString("base64");
const folder = mkdtempSync(path.join(tmpdir(), "backup-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function whole(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of source) pieces.push(piece);
  return Buffer.concat(pieces);
}
const of = (bytes: Buffer, size = 70_000) =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
  );

test.each([0, 1, 1_048_575, 1_048_576, 1_048_577, 3_000_000])(
  "%i bytes are read again as they were; not with another key, nor cut off, changed or moved",
  async (size) => {
    const bytes = randomBytes(size);
    const closed = await whole(sealed(of(bytes), key));
    expect((await whole(unsealed(of(closed), key))).equals(bytes)).toBe(true);
    await expect(whole(unsealed(of(closed), `${key}x`))).rejects.toThrow("BACKUP_KEY is another");
    for (const cut of [0, 10, 24, closed.length - 1, 24 + 1_048_592])
      if (cut < closed.length)
        await expect(whole(unsealed(of(closed.subarray(0, cut)), key))).rejects.toThrow(/cut off/);
    const changed = Buffer.from(closed);
    changed[changed.length - 20]! ^= 1;
    await expect(whole(unsealed(of(changed), key))).rejects.toThrow();
    if (size > 2_200_000) {
      const [first, second] = [24, 24 + 1_048_592];
      const moved = Buffer.concat([
        closed.subarray(0, 24),
        closed.subarray(second, second + 1_048_592),
        closed.subarray(first, second),
        closed.subarray(second + 1_048_592),
      ]);
      await expect(whole(unsealed(of(moved), key))).rejects.toThrow("changed or cut off");
    }
  },
);

test("two that write one file at once, one of which is broken off, leave it whole", async () => {
  const file = path.join(folder, "both", "one");
  let go: () => void = () => undefined;
  const other = new Promise<void>((resolve) => (go = resolve));
  const broken = keep(
    file,
    Readable.from(
      (async function* () {
        yield Buffer.alloc(70_000, "x");
        await other;
        yield Buffer.alloc(70_000, "x");
        throw new Error("broken off");
      })(),
    ),
    undefined,
  );
  const kept = await keep(file, of(Buffer.from("whole")), undefined);
  go();
  await expect(broken).rejects.toThrow("broken off");
  expect(readFileSync(file, "utf8")).toBe("whole");
  expect(kept.bytes).toBe(5);
  expect(readdirSync(path.dirname(file))).toEqual(["one"]);
});

test("a list of files that was cut off is not taken for a shorter one", async () => {
  const at = path.join(folder, "listed");
  const [one, two] = ["1".repeat(64), "2".repeat(64)] as const;
  const store = {
    list: () => Readable.from([{ sha256: one }, { sha256: two }]),
    read: () => Promise.resolve(null),
  };
  const files = await backUpFiles(folder, at, { store, copies: false, key: undefined });
  const listed = () => listFiles(at, { files }, undefined);
  expect(await listed()).toEqual([one, two]);
  writeFileSync(path.join(at, "files.txt"), `${one}\n`);
  await expect(listed()).rejects.toThrow("cut off or changed");
  rmSync(path.join(at, "files.txt"));
  await expect(listed()).rejects.toThrow("is missing");
  // What was set aside and forgotten while it was copied is not said to be there.
  expect(await backUpFiles(folder, at, { store, copies: true, key: undefined })).toMatchObject({
    count: 0,
    fresh: 0,
  });
});

test("a backup names files beside it alone, and one that the key did not make is not restored with it", async () => {
  const hash = "0".repeat(64);
  const made = (name: string) => ({
    format: 1,
    madeAt: "2026-03-10T09:00:00.000Z",
    installation: { id: "00000000-0000-4000-8000-000000000000", kind: "test" },
    schema: "1",
    encrypted: false,
    rows: {},
    dump: { name, bytes: 1, sha256: hash },
    files: { copied: true, count: 0, list: { name: "files.txt", bytes: 0, sha256: hash } },
  });
  for (const name of ["../database.dump", "/etc/passwd", "..", "a/b.dump", "database.dump"]) {
    writeFileSync(path.join(folder, "backup.json"), JSON.stringify(made(name)));
    const read = readManifest(folder);
    await (name === "database.dump"
      ? expect(read).resolves.toMatchObject({ made: { dump: { name } } })
      : expect(read).rejects.toThrow("cannot be read"));
  }
  process.env.BACKUP_KEY = "short";
  try {
    expect(() => keyFor({ encrypted: true })).toThrow(
      /^BACKUP_KEY must be at least 32 random characters/,
    );
    process.env.BACKUP_KEY = key;
    expect(() => keyFor({ encrypted: false })).toThrow(
      "The backup is not encrypted, though BACKUP_KEY is set",
    );
    expect(keyFor({ encrypted: true })).toBe(key);
  } finally {
    delete process.env.BACKUP_KEY;
  }
  // Of an encrypted one each word of its manifest is the key's: none is changed, left out or taken from another.
  const whole = { ...made("database.dump.sealed"), format: 1 as const, encrypted: true };
  const at = path.join(folder, "backup.json");
  await writeManifest(folder, whole, key);
  const text = readFileSync(at, "utf8");
  process.env.BACKUP_KEY = key;
  try {
    await expect(readManifest(folder)).resolves.toEqual({ made: whole, key });
    const { seal, ...bare } = JSON.parse(text) as { seal: string; rows: object };
    for (const other of [
      bare,
      { ...bare, rows: { users: 1 }, seal },
      { ...bare, madeAt: "2026-03-11T09:00:00.000Z", seal },
      { ...bare, seal: hash },
    ]) {
      writeFileSync(at, JSON.stringify(other));
      await expect(readManifest(folder)).rejects.toThrow(
        "was changed, or BACKUP_KEY is another one: nothing was restored",
      );
    }
    writeFileSync(at, text.replace(key, ""));
    process.env.BACKUP_KEY = `${key}x`;
    await expect(readManifest(folder)).rejects.toThrow("BACKUP_KEY is another one");
  } finally {
    delete process.env.BACKUP_KEY;
  }
  expect(() => keyFor({ encrypted: true })).toThrow("BACKUP_KEY is missing");
  expect(keyFor({ encrypted: false })).toBeUndefined();
});

test("what killed backups left half written goes with the next one, and not what another one writes just now", async () => {
  const target = path.join(folder, "swept");
  const now = machineClock();
  const left = [
    "files/ab/one.sealed.x.part",
    "2026-03-10/database.dump.sealed.x.part",
    "2026-03-10/backup.json.part",
  ];
  for (const name of [...left, "files/ab/two.part", "files/ab/one.sealed"]) {
    mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
    writeFileSync(path.join(target, name), "x");
    if (left.includes(name))
      utimesSync(path.join(target, name), now, new Date(now.getTime() - 7_200_000));
  }
  expect(await sweepParts(target, now)).toBe(3);
  expect(readdirSync(path.join(target, "files/ab")).sort()).toEqual(["one.sealed", "two.part"]);
  expect(readdirSync(path.join(target, "2026-03-10"))).toEqual([]);
  expect(await sweepParts(path.join(folder, "none yet"), now)).toBe(0);
});

test("an address becomes settings of PostgreSQL's programs, with no password in their arguments", () => {
  expect(
    reaching("postgresql://me:p%40ss@db.internal:5433/some?sslmode=verify-full"),
  ).toMatchObject({
    ...{
      PGHOST: "db.internal",
      PGPORT: "5433",
      PGUSER: "me",
      PGPASSWORD: "p@ss",
      PGDATABASE: "some",
    },
    PGSSLMODE: "verify-full",
  });
  expect(reaching("postgresql://me@db1/some?also=db2:5433")).toMatchObject({
    PGHOST: "db1,db2",
    PGPORT: "5432,5433",
  });
  expect(reaching("postgresql:///some?host=/run/postgresql&user=me")).toMatchObject({
    PGHOST: "/run/postgresql",
    PGUSER: "me",
  });
});

const own = findPostgres({ tests: 1 });

(own ? describe : describe.skip)("on a server of this machine's own", () => {
  let adminUrl: string;
  const [from, to, target] = ["from", "to", "target"].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];

  beforeAll(async () => {
    if (own) ({ adminUrl } = await own.start(own.init("data")));
  });
  afterAll(() => own?.clear());

  async function sql(url: string, text: string): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  }

  async function make(name: string): Promise<string> {
    await sql(adminUrl, `create role ${name}_owner login createrole password 'secret'`);
    await sql(adminUrl, `create database ${name} owner ${name}_owner`);
    const url = new URL(adminUrl);
    Object.assign(url, { pathname: `/${name}`, username: `${name}_owner`, password: "secret" });
    return url.toString();
  }

  type Env = Record<string, string>;
  const environment = (env: Env) =>
    ({
      PATH: process.env.PATH,
      NODE_ENV: "test",
      APP_SECRET: TEST_SECRET,
      ...env,
    }) as NodeJS.ProcessEnv;
  function run(command: "backup" | "restore", args: string[], env: Env) {
    const ran = spawnSync(process.execPath, [program(`scripts/${command}.ts`), ...args], {
      encoding: "utf8",
      env: environment(env),
    });
    return { status: ran.status, said: ran.stdout + ran.stderr };
  }

  test("O14 a backup, encrypted and broken off before, is restored for another owner and checked; what is there is never touched", async () => {
    const source = await make("source");
    const logins = await migrate(source, { kind: "test", keys: databaseKeys(TEST_SECRET) });
    const db = openDatabase(source, { max: 2, timeoutMs: 20_000 });
    Object.assign(getConfig(), { APP_DATABASE_URL: logins?.worker, FILES_DIR: from });
    await loadCatalogue({
      actor: { kind: "system", name: "tried" },
      now: new Date("2026-03-10T09:00:00Z"),
      db,
    });
    await stopSender();
    const [installation] = await db.query<{ id: string }>("select id from installation");
    await db.close();
    const store = folderStore(from, installation?.id ?? "");
    for (const text of ["one", "two", "three"])
      await store.put(await receiveBytes(Buffer.from(text)));
    const env = { DATABASE_URL: source, FILES_DIR: from, BACKUP_KEY: key };

    process.env.PG_BIN = folder;
    expect(() => findProgram("pg_dump", 18)).toThrow(/^pg_dump was not found\. Install/);
    delete process.env.PG_BIN;
    expect(() => findProgram("pg_dump", 99)).toThrow(
      /^pg_dump is of PostgreSQL \d+, the server of 99\./,
    );
    const first = run("backup", [target], env);
    expect(first).toMatchObject({
      status: 0,
      said: expect.stringMatching(/Files: 3, 3 of them new here/) as unknown,
    });
    const [made = ""] = readdirSync(target)
      .filter((name) => name !== "files")
      .map((name) => path.join(target, name))
      .filter((one) => existsSync(path.join(one, "backup.json")));
    // One that was broken off has no list of what it is made of; the next goes on with its files.
    const broken = path.join(target, "broken");
    cpSync(made, broken, { recursive: true });
    rmSync(path.join(broken, "backup.json"));
    await store.put(await receiveBytes(Buffer.from("four")));
    expect(await backUpFiles(target, broken, { store, copies: true, key })).toMatchObject({
      count: 4,
      fresh: 1,
    });
    for (const file of readdirSync(made))
      expect(readFileSync(path.join(made, file)).includes("PGDMP")).toBe(false);

    const other = await make("other");
    const into = { ...env, DATABASE_URL: other, FILES_DIR: to };
    await expect(readManifest(broken)).rejects.toThrow("is no whole backup");
    process.env.BACKUP_KEY = key;
    const { made: about } = await readManifest(made).finally(() => delete process.env.BACKUP_KEY);
    const restore = (url: string, what = made, with_ = key) =>
      restoreDatabase(url, what, about, with_);
    await expect(restore(other, made, `${key}x`)).rejects.toThrow("BACKUP_KEY is another one");
    const cut = path.join(target, "cut");
    cpSync(made, cut, { recursive: true });
    const dump = path.join(cut, "database.dump.sealed");
    writeFileSync(dump, readFileSync(dump).subarray(0, -100));
    await expect(restore(other, cut)).rejects.toThrow(
      "missing, cut off or changed: nothing was restored",
    );
    expect(
      await sql(other, "select relname from pg_class where relnamespace = 'public'::regnamespace"),
    ).toEqual([]);

    // Killed while it restores: nothing is there, and the same command goes on.
    const killed = spawn(process.execPath, [program("scripts/restore.ts"), made], {
      env: environment(into),
      detached: true,
      stdio: "ignore",
    });
    for (;;) {
      const [{ n = 0 } = {}] = await sql(
        adminUrl,
        "select count(*)::int as n from pg_locks l join pg_database d on d.oid = l.database where d.datname = 'other' and l.mode = 'AccessExclusiveLock'",
      );
      if (Number(n) > 20 || killed.exitCode !== null) break;
    }
    expect(killed.exitCode).toBeNull();
    process.kill(-(killed.pid ?? 0), "SIGKILL");
    for (;;)
      if (
        (await sql(adminUrl, "select from pg_stat_activity where datname = 'other'")).length === 0
      )
        break;
    expect(
      await sql(other, "select relname from pg_class where relnamespace = 'public'::regnamespace"),
    ).toEqual([]);

    const done = run("restore", [made], into);
    expect(done).toMatchObject({
      status: 0,
      said: expect.stringMatching(
        /Files: 3, 3 put into the store; each is what its hash says[^]*Audit log: [1-9]\d* rows in \d+ chains, whole[^]*is what it was/,
      ) as unknown,
    });
    expect(await sql(other, "select id from installation")).toEqual([{ id: installation?.id }]);
    // Again: all of it is there. A file that was spoilt meanwhile is told.
    const spoilt = folderStore(to, installation?.id ?? "");
    const [{ sha256 }] = [await receiveBytes(Buffer.from("two"))];
    await spoilt.setAside(sha256);
    await spoilt.forget(sha256);
    expect(run("restore", [made], into).said).toMatch(
      /restored already: going on[^]*Files: 3, 1 put/,
    );
    // Somebody works on it: it is not overwritten.
    await sql(
      adminUrl.replace(/\/postgres$/, "/other"),
      "delete from engagement_rates; delete from market_countries; insert into market_countries (country, band) select 'NL', key from market_bands limit 1",
    );
    const before = await sql(other, "select count(*) from market_countries");
    await expect(restore(other)).rejects.toThrow(
      "with other rows than the backup: nothing was changed",
    );
    expect(await sql(other, "select count(*) from market_countries")).toEqual(before);
    // A backup says when its store is not that of the product.
    const needed = (name: string, text: string) =>
      `('${name}', 'text/plain', 3, sha256('${text}'), now(), gen_random_uuid())`;
    await sql(
      adminUrl.replace(/\/postgres$/, "/source"),
      `set session_replication_role = replica; insert into template_files values ${needed("a", "one")}, ${needed("b", "nowhere")}`,
    );
    expect(run("backup", [path.join(folder, "again")], env)).toMatchObject({
      status: 1,
      said: expect.stringMatching(/The backup stands in [^]*not in the store: 1\./) as unknown,
    });
    // And what is not ours stays as well.
    const theirs = await make("theirs");
    await sql(theirs, "create table somebody (id int)");
    await expect(restore(theirs)).rejects.toThrow("The database is not empty: nothing was changed");
  });
});

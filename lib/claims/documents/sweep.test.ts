import { createHash, randomBytes, randomUUID } from "node:crypto";
import { rmSync, utimesSync } from "node:fs";
import path from "node:path";
import { getConfig } from "@/lib/config";
import { reading } from "@/lib/ctx";
import { getFiles } from "@/lib/files/files";
import { receiveBytes } from "@/lib/files/receive";
import { keyOf, PARTS, type FileStore } from "@/lib/files/store";
import { startEmulatedBucket } from "@/testing/bucket";
import { consented, type Consented } from "@/testing/claims";
import { pdf } from "@/testing/documents";
import { fixture } from "@/testing/fixture";
import { installation, realNow } from "@/testing/stores";
import { addDocument } from "./add";
import { removeDocument } from "./remove";
import { sweepFiles } from "./sweep";
import { findSweepTrouble } from "./sweep.queries";
import { partOf, shareOf } from "./sweep.rules";

const f = fixture();
const DAY = 86_400_000;
const daysOn = (days: number) => new Date(realNow().getTime() + days * DAY);
let emulated: Awaited<ReturnType<typeof startEmulatedBucket>>;

beforeAll(async () => {
  emulated = await startEmulatedBucket("proof");
});
afterAll(() => emulated.close());

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe.each(["folder", "bucket"] as const)("the sweep of a %s", (kind) => {
  beforeAll(() => {
    const bucket = kind === "bucket";
    Object.assign(getConfig(), {
      S3_BUCKET: bucket ? "proof" : undefined,
      S3_ENDPOINT: bucket ? emulated.endpoint : undefined,
      S3_ACCESS_KEY_ID: bucket ? emulated.credentials.accessKeyId : undefined,
      S3_SECRET_ACCESS_KEY: bucket ? emulated.credentials.secretAccessKey : undefined,
    });
  });
  afterEach(() => {
    Object.assign(getConfig(), { FILES_YOUNG_DAYS: 7 });
  });
  beforeEach(async () => {
    // Each test is an installation of its own: nothing of another test lies in its store.
    await become(randomUUID());
  });

  /** Makes the database another installation; the application then opens its store anew. */
  async function become(id: string): Promise<void> {
    const { Client } = await import("pg");
    const client = new Client({ connectionString: f.urls().adminUrl });
    await client.connect();
    await client.query("update installation set id = $1", [id]);
    await client.end();
  }
  /** As a process that was started just now: it has opened no store yet. */
  const fresh = async (at: Date) => {
    const { openBoth } = await import("@/testing/open-database");
    const db = openBoth(f.urls(), { max: 2, timeoutMs: 15_000 });
    return { ctx: { ...f.system(at), db }, close: () => db.close() };
  };
  async function within<T>(
    at: Date,
    work: (ctx: Awaited<ReturnType<typeof fresh>>["ctx"]) => Promise<T>,
  ): Promise<T> {
    const { ctx, close } = await fresh(at);
    try {
      return await work(ctx);
    } finally {
      await close();
    }
  }
  const store = <T>(work: (files: FileStore) => Promise<T>) =>
    within(realNow(), async (ctx) => work(await getFiles(ctx)));
  const sweep = (days: number, options = {}) =>
    within(daysOn(days), (ctx) => sweepFiles(ctx, options));
  const put = (bytes: Uint8Array) =>
    store(async (files) => {
      await files.put(await receiveBytes(bytes));
      return hashOf(bytes);
    });
  const list = () =>
    store(async (files) => {
      const found: string[] = [];
      for await (const { sha256 } of files.list()) found.push(sha256);
      return found.sort();
    });
  const readable = (sha256: string) =>
    store(async (files) => {
      const stream = await files.read(sha256);
      stream?.destroy();
      return stream !== null;
    });
  async function add(it: Consented, bytes: Buffer) {
    return within(new Date(f.now.getTime() + 3 * DAY), async (ctx) =>
      addDocument(
        { ...ctx, actor: it.company.admin },
        {
          number: it.claim.number,
          requirement: "invoice",
          name: "a.pdf",
          file: await receiveBytes(bytes),
        },
      ),
    );
  }
  const remove = (it: Consented, documentId: string) =>
    removeDocument(f.ctx(it.company.admin, new Date(f.now.getTime() + 4 * DAY)), {
      number: it.claim.number,
      documentId,
    });

  test("sets aside what nobody needs a week later, and forgets it a month after that", async () => {
    const [gone, kept] = [await consented(f), await consented(f)];
    const [goneBytes, keptBytes] = [pdf(randomUUID()), pdf(randomUUID())];
    await remove(gone, (await add(gone, goneBytes)).id);
    await add(kept, keptBytes);
    expect(await sweep(6, { whole: true })).toMatchObject({ why: null, taken: 0 });
    expect(await sweep(8, { whole: true })).toMatchObject({ taken: 1, left: 0 });
    expect(await list()).toEqual([hashOf(keptBytes)]);
    expect(await readable(hashOf(goneBytes))).toBe(true);
    expect(await sweep(29)).toMatchObject({ forgotten: 0 });
    expect(await sweep(31)).toMatchObject({ forgotten: 1 });
    expect(await readable(hashOf(goneBytes))).toBe(false);
    expect(await list()).toEqual([hashOf(keptBytes)]);
  });

  test("a second, empty database on the same place takes nothing, told or not", async () => {
    const hash = await put(randomBytes(500));
    const first = await installation(f);
    await become(randomUUID());
    for (const options of [{}, { whole: true }])
      expect(await sweep(400, options)).toMatchObject({ taken: 0, left: 0, forgotten: 0 });
    await put(randomBytes(500));
    expect(await sweep(400, { whole: true })).toMatchObject({ taken: 1 });
    await become(first);
    expect(await list()).toEqual([hash]);
  });

  test("a store with another's mark, or none, is not touched, and the log says so", async () => {
    const hash = await put(randomBytes(500));
    const first = await installation(f);
    const second = randomUUID();
    await become(second);
    await copyStore(first, second, [hash]);
    expect(await sweep(400, { whole: true })).toMatchObject({ why: "other_mark", taken: 0 });
    await dropMark(second);
    expect(await sweep(400, { whole: true })).toMatchObject({ why: "no_mark", taken: 0 });
    expect(await list()).toEqual([hash]);
    const told = await f.sql<{ why: string }>(
      "select data ->> 'why' as why from audit_log where event = 'files.swept' and subject_id = $1 order by seq",
      [second],
    );
    expect(told.map(({ why }) => why)).toEqual(["other_mark", "no_mark"]);
    await store((files) => files.writeMark());
    expect(await sweep(400, { whole: true })).toMatchObject({ why: null, taken: 1 });
  });

  test("a restored database loses nothing: the one that knows the files puts them back", async () => {
    const it = await consented(f);
    const bytes = pdf(randomUUID());
    const { id } = await add(it, bytes);
    // What an older back-up knows: nothing of this document.
    const [kept] = await f.sql("select to_jsonb(d) as row from claim_documents d where id = $1", [
      id,
    ]);
    await tamper("delete from claim_documents where id = $1", [id]);
    expect(await sweep(400, { whole: true })).toMatchObject({ taken: 1 });
    expect(await readable(hashOf(bytes))).toBe(true);
    await tamper(
      "insert into claim_documents select * from jsonb_populate_record(null::claim_documents, $1)",
      [JSON.stringify(kept?.row)],
    );
    expect(await sweep(1)).toMatchObject({ putBack: 1 });
    expect(await list()).toEqual([hashOf(bytes)]);
  });

  test("a night goes through a sixteenth and takes a small share of it; what is left is told", async () => {
    const part = partOf(daysOn(30));
    const own = await installation(f);
    const hashes = await store(async (files) => {
      const kept: string[] = [];
      for (let n = 0; kept.filter((hash) => hash.startsWith(part)).length < 8; n++) {
        const bytes = Buffer.from(`${own} ${n}`);
        await files.put(await receiveBytes(bytes));
        kept.push(hashOf(bytes));
      }
      return kept;
    });
    expect(await sweep(30)).toMatchObject({ taken: 5, left: 3 });
    const shown = () => reading(f.system(), findSweepTrouble);
    expect(await shown()).toEqual({ why: null, left: 3 });
    const left = await list();
    expect(left).toHaveLength(hashes.length - 5);
    expect(
      hashes.filter((hash) => !left.includes(hash)).every((hash) => hash.startsWith(part)),
    ).toBe(true);
    expect(await sweep(30, { whole: true, dry: true })).toMatchObject({ taken: left.length });
    expect(await list()).toEqual(left);
    expect(await sweep(30, { whole: true })).toMatchObject({ taken: left.length, left: 0 });
    expect(await list()).toEqual([]);
    expect(await shown()).toBeNull();
  });

  test("beside uploads of the same bytes: a row never stands without them", async () => {
    const [old, it] = [await consented(f), await consented(f)];
    // Without the rule about young files: the lock alone has to hold.
    Object.assign(getConfig(), { FILES_YOUNG_DAYS: 0 });
    for (let round = 0; round < 6; round++) {
      const bytes = pdf(randomUUID());
      await remove(old, (await add(old, bytes)).id);
      const [added] = await Promise.allSettled([
        add(it, bytes),
        sweep(0, { whole: true }),
        sweep(0, { whole: true }),
      ]);
      const [{ n } = { n: 0 }] = await f.sql<{ n: number }>(
        "select count(*)::int as n from claim_documents where claim_id = $1 and removed_at is null",
        [it.claim.id],
      );
      expect(n).toBe(added.status === "fulfilled" ? 1 : 0);
      if (added.status === "rejected") expect(added.reason).toMatchObject({ code: "unavailable" });
      else {
        expect(await readable(hashOf(bytes))).toBe(true);
        await remove(it, added.value.id);
      }
    }
  });

  async function tamper(statement: string, values: unknown[]): Promise<void> {
    const { Client } = await import("pg");
    const client = new Client({ connectionString: f.urls().adminUrl });
    await client.connect();
    await client.query("set session_replication_role = replica");
    await client.query(statement, values);
    await client.end();
  }

  /** What somebody does who copies one installation's files by hand to where another's would be. */
  async function copyStore(from: string, to: string, hashes: string[]): Promise<void> {
    const names = ["installation.json", ...hashes.map(keyOf)];
    if (kind === "folder") {
      const { cpSync } = await import("node:fs");
      const folder = getConfig().FILES_DIR;
      for (const name of names)
        cpSync(path.join(folder, from, name), path.join(folder, to, name), { recursive: true });
      return;
    }
    const { s3, client } = await s3Client();
    for (const name of names)
      await client.send(
        new s3.CopyObjectCommand({
          Bucket: "proof",
          Key: `${to}/${name}`,
          CopySource: `proof/${from}/${name}`,
        }),
      );
  }
  async function dropMark(of: string): Promise<void> {
    if (kind === "folder") {
      rmSync(path.join(getConfig().FILES_DIR, of, "installation.json"));
      return;
    }
    const { s3, client } = await s3Client();
    await client.send(
      new s3.DeleteObjectCommand({ Bucket: "proof", Key: `${of}/installation.json` }),
    );
  }
  async function s3Client() {
    const { connectBucket } = await import("@/lib/files/bucket");
    const { endpoint, credentials } = emulated;
    return connectBucket({ region: "us-east-1", endpoint, credentials })();
  }
});

describe("the sweep", () => {
  test("takes what a killed upload left, a day later, and nothing else that lies there", async () => {
    const left = await receiveBytes(pdf());
    const { mkdirSync, writeFileSync, existsSync } = await import("node:fs");
    const foreign = path.join(path.dirname(left.path), "letter.docx");
    mkdirSync(path.dirname(foreign), { recursive: true });
    writeFileSync(foreign, "somebody's");
    expect(await sweepFiles(f.system(realNow()))).toMatchObject({ received: 0 });
    for (const file of [left.path, foreign]) utimesSync(file, f.now, f.now);
    expect(await sweepFiles(f.system(realNow()))).toMatchObject({ received: 1 });
    expect([existsSync(left.path), existsSync(foreign)]).toEqual([false, true]);
    rmSync(foreign);
  });

  test("whoever may not sweep does not", async () => {
    await expect(sweepFiles(f.ctx((await f.partner()).admin))).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("a night's share is small, a store's sixteen nights are the whole of it", () => {
    expect([0, 400, 501, 100_000].map(shareOf)).toEqual([5, 5, 6, 1_000]);
    const nights = Array.from({ length: 16 }, (_, night) => partOf(new Date(night * DAY)));
    expect([...nights].sort()).toEqual(PARTS);
  });
});

import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { getConfig } from "@/lib/config";
import { reading, transaction } from "@/lib/ctx";
import { startEmulatedBucket } from "@/testing/bucket";
import { fixture } from "@/testing/fixture";
import { installation } from "@/testing/stores";
import { tampering } from "@/testing/audit-faults";
import { record } from "../record";
import { verifyAudit } from "../verify";
import { verifyStamps } from "../verify-stamps";
import { stampHeads } from "./stamp-heads";

const f = fixture({ tampers: true });
const tamper = tampering(f);
const day = (n: number) => new Date(f.now.getTime() + n * 86_400_000);
let minute = 0;

/** Sets the head of a chain to its last row, as whoever cuts an end off carefully would. */
const setHeadBack = (chain: string) =>
  tamper(
    `update audit_heads h set seq = l.seq, hash = l.hash from
      (select * from audit_log where chain = $1 order by seq desc limit 1) l where h.chain = l.chain`,
    [chain],
  );

/** Chains every row anew from a number on, so that all hashes fit. */
async function chainAnew(chain: string, from: number): Promise<void> {
  const rows = await f.sql<{ seq: number }>(
    "select seq::int from audit_log where chain = $1 and seq >= $2 order by seq",
    [chain, from],
  );
  for (const { seq } of rows) {
    await tamper(
      "update audit_log set prev_hash = coalesce((select hash from audit_log where chain = $1 and seq = $2 - 1), '') where chain = $1 and seq = $2",
      [chain, seq],
    );
    await tamper("update audit_log l set hash = audit_hash(l) where chain = $1 and seq = $2", [
      chain,
      seq,
    ]);
  }
  await setHeadBack(chain);
}

const stamp = () => stampHeads(f.system(new Date(f.now.getTime() + (minute += 1) * 60_000)));
const append = (partnerId: string) =>
  transaction(f.system(), (tx) =>
    record(tx, { event: "consent.free_again", subjectId: null, partnerId, data: {} }),
  );
async function chainOf(rows: number): Promise<string> {
  const id = randomUUID();
  for (let n = 0; n < rows; n++) await append(id);
  return id;
}
const rowFaults = async () =>
  (await reading(f.system(), (tx) => verifyAudit(tx, { atMost: 100_000 }))).faults;
const stampFaults = async (chain: string) =>
  (await verifyStamps(f.system())).faults.filter((one) => "chain" in one && one.chain === chain);

describe.each(["folder", "bucket"] as const)("with stamps in a %s", (kind) => {
  let emulated: Awaited<ReturnType<typeof startEmulatedBucket>> | undefined;
  let before: string;
  beforeAll(async () => {
    before = getConfig().AUDIT_STAMPS;
    if (kind === "folder") return;
    emulated = await startEmulatedBucket("stamps");
    const { endpoint, credentials } = emulated;
    Object.assign(getConfig(), {
      AUDIT_STAMPS: "s3://stamps/audit",
      S3_ENDPOINT: endpoint,
      S3_ACCESS_KEY_ID: credentials.accessKeyId,
      S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    });
  });
  afterAll(async () => {
    await emulated?.close();
    Object.assign(getConfig(), { AUDIT_STAMPS: before, S3_ENDPOINT: undefined });
  });

  test("nothing moved: nothing is stamped; all that moved is, once", async () => {
    const chain = await chainOf(3);
    expect(await stamp()).toBeGreaterThan(0);
    expect(await stamp()).toBe(0);
    await append(chain);
    expect(await stamp()).toBe(1);
    expect(await stampFaults(chain)).toEqual([]);
  });

  test("a new month's stamps begin with all heads", async () => {
    const chain = await chainOf(2);
    await stamp();
    const all = await stampHeads(f.system(day(40)));
    expect(all).toBeGreaterThan(0);
    await append(chain);
    expect(await stampHeads(f.system(day(41)))).toBe(1);
    expect(await stampFaults(chain)).toEqual([]);
  });

  test("the end cut off with the head set back", async () => {
    const chain = await chainOf(5);
    await stamp();
    await tamper("delete from audit_log where chain = $1 and seq > 3", [chain]);
    await setHeadBack(chain);
    expect(await rowFaults()).toEqual([]);
    expect(await stampFaults(chain)).toMatchObject([{ fault: "cut_off", seq: 5 }]);
  });

  test("a suffix chained anew", async () => {
    const chain = await chainOf(5);
    await stamp();
    await tamper("update audit_log set data = '{\"n\": 1}' where chain = $1 and seq = 4", [chain]);
    await chainAnew(chain, 4);
    await append(chain);
    await stamp();
    expect(await rowFaults()).toEqual([]);
    expect(await stampFaults(chain)).toMatchObject([{ fault: "written_anew", seq: 5 }]);
  });

  test("a chain gone with its head", async () => {
    const chain = await chainOf(3);
    await stamp();
    await tamper("delete from audit_log where chain = $1", [chain]);
    await tamper("delete from audit_heads where chain = $1", [chain]);
    expect(await rowFaults()).toEqual([]);
    expect(await stampFaults(chain)).toMatchObject([{ fault: "chain_gone", seq: 3 }]);
  });
});

describe("stamps", () => {
  const folder = async () => path.join(getConfig().AUDIT_STAMPS, await installation(f));
  const names = async () =>
    readdirSync(await folder(), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".json"))
      .sort();
  const faults = async () => (await verifyStamps(f.system())).faults;

  test("one that is changed or gone is found, one of another secret is none", async () => {
    const chain = await chainOf(1);
    await stamp();
    await append(chain);
    await stamp();
    await append(chain);
    await stamp();
    expect(await faults()).not.toContainEqual(expect.objectContaining({ fault: "stamp_missing" }));
    const name = (await names()).filter((one) => one.includes("2026-03")).at(-2)!;
    const file = path.join(await folder(), name);
    const kept = readFileSync(file, "utf8");
    rmSync(file);
    expect(await faults()).toContainEqual({ fault: "stamp_missing", stamp: name });
    // Turned over, not overwritten: one signature in 256 begins with whatever would be written there.
    writeFileSync(
      file,
      kept.replace(/(?<="signature":")./, (first) => (first === "0" ? "1" : "0")),
    );
    expect(await faults()).toContainEqual({ fault: "stamp_unreadable", stamp: name });
    rmSync(file);
    writeFileSync(file, kept);
    const secret = getConfig().APP_SECRET;
    Object.assign(getConfig(), { APP_SECRET: ["another-secret-which-is-long-enough-too"] });
    const all = (await faults()).filter(({ fault }) => fault === "stamp_unreadable");
    Object.assign(getConfig(), { APP_SECRET: secret });
    expect(all).toHaveLength((await names()).length);
  });

  test("hold ids and hashes alone", async () => {
    for (const name of await names()) {
      const kept = readFileSync(path.join(await folder(), name), "utf8");
      expect(kept).not.toMatch(/@|Vries|192\.0\.2/);
    }
  });
});

test("a head without rows, rows without a head, and a head that is another row's", async () => {
  const [lone, headless, wrong] = [await chainOf(2), await chainOf(2), await chainOf(2)];
  await tamper("delete from audit_log where chain = $1", [lone]);
  await tamper("delete from audit_heads where chain = $1", [headless]);
  await tamper("update audit_heads set seq = 1 where chain = $1", [wrong]);
  for (const chain of [lone, headless, wrong])
    expect(await rowFaults()).toContainEqual(expect.objectContaining({ chain, fault: "cut off" }));
});

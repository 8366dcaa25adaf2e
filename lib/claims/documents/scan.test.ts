import { randomUUID } from "node:crypto";
import { getConfig } from "@/lib/config";
import { eq } from "drizzle-orm";
import { claimDocuments } from "@/db/schema";
import { reading, transaction } from "@/lib/ctx";
import { databaseError } from "@/lib/errors";
import { receiveBytes } from "@/lib/files/receive";
import { getFiles } from "@/lib/files/files";
import { decided } from "@/testing/claim-moves";
import { consented, submitted, type Consented } from "@/testing/claims";
import { eicar, startClamd } from "@/testing/clamd";
import { png } from "@/testing/documents";
import { fixture } from "@/testing/fixture";
import { readClock } from "@/lib/time/clock";
import { getProof } from "../proof/queries";
import { addDocument } from "./add";
import { getDocument, listDocuments } from "./queries";
import { scanBytes, scanForgotten } from "./scan";
import { sweepFiles } from "./sweep";

const f = fixture();
const after = (days: number) => new Date(f.now.getTime() + days * 86_400_000);
let clamd: Awaited<ReturnType<typeof startClamd>>;
beforeAll(async () => {
  clamd = await startClamd();
});
afterAll(async () => {
  getConfig().CLAMD = undefined;
  await clamd.close();
});
beforeEach(() => {
  getConfig().CLAMD = clamd.address;
  clamd.state.fault = "none";
});

async function add(it: Consented, text = "", mark: string = randomUUID(), day = 3) {
  const bytes = Buffer.concat([png(), Buffer.from(mark + text)]);
  const file = await receiveBytes(bytes);
  const { id } = await addDocument(f.ctx(it.company.admin, after(day)), {
    number: it.claim.number,
    requirement: "invoice",
    name: "a.png",
    file,
  });
  return { id, sha256: file.sha256, bytes };
}
const system = (at = after(4)) => ({ ...f.system(), now: at });
const partnerReads = (it: Consented, documentId: string) =>
  reading(f.ctx(it.company.admin), (tx) =>
    getDocument(tx, { number: it.claim.number, documentId }),
  );
async function reviewerReads(it: Consented, documentId: string) {
  return reading(f.ctx(await f.operator()), (tx) =>
    getDocument(tx, { number: it.claim.number, documentId }),
  );
}
const stateOf = async (it: Consented) =>
  (await reading(f.ctx(it.company.admin), (tx) => listDocuments(tx, it.claim.id))).documents.map(
    ({ scan }) => scan,
  );
const proofOf = async (it: Consented) =>
  (await reading(f.ctx(it.company.admin), (tx) => getProof(tx, it.claim.id))).documents;
const jobs = (sha256: string) =>
  f.sql("select from pgboss.job where name = 'scan-document' and data ->> 'sha256' = $1", [sha256]);
const mails = (it: Consented) =>
  f.sql<{ recipient: string; variables: { fileName: string } }>(
    "select recipient, variables from emails where template = 'claim-file-refused' and partner_id = $1",
    [it.company.id],
  );

describe("while a scanner looks at a document (D28)", () => {
  test("it counts as handed in, its partner reads it, and only the reviewer waits", async () => {
    const it = await consented(f);
    const { id, sha256 } = await add(it);
    expect(await jobs(sha256)).toHaveLength(1);
    expect(await stateOf(it)).toEqual(["waiting"]);
    expect(await proofOf(it)).toEqual(["invoice"]);
    await expect(partnerReads(it, id)).resolves.toMatchObject({ sha256 });
    await scanBytes(system(), { sha256 });
    expect(await stateOf(it)).toEqual([null]);
    expect(await mails(it)).toEqual([]);
  });

  test("the reviewer waits for the verdict, and never reads what was found something in", async () => {
    const it = await decided(f, "action_required");
    const [good, bad] = [
      await add(it, "", randomUUID(), 13),
      await add(it, eicar, randomUUID(), 13),
    ];
    for (const { id } of [good, bad])
      await expect(reviewerReads(it, id)).rejects.toMatchObject({ code: "file_waits" });
    for (const { sha256 } of [good, bad]) await scanBytes(system(after(14)), { sha256 });
    await expect(reviewerReads(it, good.id)).resolves.toMatchObject({ sha256: good.sha256 });
    await expect(reviewerReads(it, bad.id)).rejects.toMatchObject({ code: "file_infected" });
  });

  test("without a scanner nothing waits", async () => {
    getConfig().CLAMD = undefined;
    const it = await consented(f);
    const { sha256 } = await add(it);
    expect([await stateOf(it), await jobs(sha256)]).toEqual([[null], []]);
  });

  test("with the scanner away it goes on waiting, and is asked for again", async () => {
    const it = await consented(f);
    const { sha256 } = await add(it);
    clamd.state.fault = "reset";
    await expect(scanBytes(system(), { sha256 })).rejects.toMatchObject({ name: "TryAgain" });
    await expect(scanForgotten(system())).rejects.toMatchObject({ name: "TryAgain" });
    expect(await stateOf(it)).toEqual(["waiting"]);
    clamd.state.fault = "none";
    await scanForgotten(system());
    expect(await stateOf(it)).toEqual([null]);
  });

  test("the same bytes of two claims get one verdict", async () => {
    const [it, other] = [await consented(f), await consented(f)];
    const { sha256, bytes } = await add(it);
    await addDocument(f.ctx(other.company.admin, after(3)), {
      number: other.claim.number,
      requirement: "invoice",
      name: "b.png",
      file: await receiveBytes(bytes),
    });
    await scanBytes(system(), { sha256 });
    await scanBytes(system(), { sha256 });
    expect([await stateOf(it), await stateOf(other)]).toEqual([[null], [null]]);
  });
});

describe("what the scanner finds something in (D28)", () => {
  test("reaches nobody, is no proof, and its partner is told", async () => {
    const it = await consented(f);
    const { id, sha256, bytes } = await add(it, eicar);
    await scanBytes(system(), { sha256 });
    await scanBytes(system(), { sha256 });
    expect(await stateOf(it)).toEqual(["infected"]);
    expect(await proofOf(it)).toEqual([]);
    await expect(partnerReads(it, id)).rejects.toMatchObject({ code: "file_infected" });
    expect((await mails(it)).map(({ variables }) => variables.fileName)).toEqual(
      expect.arrayContaining(["a.png"]),
    );
    const told = await f.sql(
      "select from audit_log where subject_id = $1 and event = 'document.infected'",
      [it.claim.id],
    );
    expect(told).toHaveLength(1);
    await expect(
      addDocument(f.ctx(it.company.admin, after(5)), {
        number: it.claim.number,
        requirement: "invoice",
        name: "again.png",
        file: await receiveBytes(bytes),
      }),
    ).rejects.toMatchObject({ code: "file_infected" });
  });

  test("its bytes are set aside at night, and forgotten a month later", async () => {
    const it = await consented(f);
    const { sha256 } = await add(it, eicar);
    await scanBytes(system(), { sha256 });
    const inDays = (days: number) => system(new Date(readClock().getTime() + days * 86_400_000));
    await sweepFiles(inDays(8), { whole: true });
    await sweepFiles(inDays(40));
    expect(await (await getFiles(system())).read(sha256)).toBeNull();
  });

  test("of a claim that was sent in meanwhile: the claim stays, the reviewer sees it", async () => {
    getConfig().CLAMD = undefined;
    const it = await submitted(f);
    const [document] = await f.sql<{ id: string; hash: string }>(
      "select id, encode(sha256, 'hex') as hash from claim_documents where claim_id = $1 limit 1",
      [it.claim.id],
    );
    getConfig().CLAMD = clamd.address;
    await (await getFiles(system())).put(await receiveBytes(Buffer.from(eicar)));
    const file = await receiveBytes(Buffer.from(eicar));
    await f.sql("alter table claim_documents disable trigger document_fits");
    await f.sql(
      "update claim_documents set quarantined_at = uploaded_at, sha256 = decode($2, 'hex') where id = $1",
      [document?.id, file.sha256],
    );
    await f.sql("alter table claim_documents enable trigger document_fits");
    await (await getFiles(system())).put(file);
    await expect(reviewerReads(it, document?.id ?? "")).rejects.toMatchObject({
      code: "file_waits",
    });
    await scanBytes(system(after(20)), { sha256: file.sha256 });
    await expect(reviewerReads(it, document?.id ?? "")).rejects.toMatchObject({
      code: "file_infected",
    });
    const [claim] = await f.sql("select status from workshop_claims where id = $1", [it.claim.id]);
    expect(claim).toEqual({ status: "submitted" });
    expect((await mails(it)).length).toBeGreaterThan(0);
  });

  test("the same bytes that were taken before are refused too", async () => {
    getConfig().CLAMD = undefined;
    const before = await consented(f);
    const early = await add(before, eicar, "the same");
    getConfig().CLAMD = clamd.address;
    const it = await consented(f);
    const late = await add(it, eicar, "the same");
    expect(late.sha256).toBe(early.sha256);
    await scanBytes(system(), { sha256: late.sha256 });
    const rows = await f.sql<{ infected: boolean }>(
      "select infection is not null as infected from claim_documents where claim_id in ($1, $2)",
      [before.claim.id, it.claim.id],
    );
    expect(rows).toEqual([{ infected: true }, { infected: true }]);
    expect((await mails(before)).length).toBeGreaterThan(0);
  });

  test("nobody but the product writes a verdict, and it stays", async () => {
    const it = await consented(f);
    const { id, sha256 } = await add(it);
    const write = (set: string) => f.sql(`update claim_documents set ${set} where id = $1`, [id]);
    const byPartner = transaction(f.ctx(it.company.admin), (tx) =>
      tx.db.update(claimDocuments).set({ scannedAt: tx.now }).where(eq(claimDocuments.id, id)),
    );
    expect(databaseError(await byPartner.catch((error: unknown) => error))?.code).toBe("42501");
    await scanBytes(system(), { sha256 });
    await expect(write("infection = 'x'")).rejects.toMatchObject({
      constraint: "claim_documents_scan_stays",
    });
    await expect(write("quarantined_at = null, scanned_at = null")).rejects.toMatchObject({
      constraint: "claim_documents_scan_stays",
    });
  });
});

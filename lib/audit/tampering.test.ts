import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commentClaim } from "@/lib/claims/comments/comment-claim";
import { addDocument } from "@/lib/claims/documents/add";
import { removeDocument } from "@/lib/claims/documents/remove";
import { approveClaim } from "@/lib/claims/review/approve-claim";
import { payClaim } from "@/lib/claims/review/pay-claim";
import { startReview } from "@/lib/claims/review/start-review";
import { submitClaim } from "@/lib/claims/submit-claim";
import { storeAnswer } from "@/lib/claims/surveys/store-answer";
import { getConfig } from "@/lib/config";
import { allowContact } from "@/lib/consent/contacts/allow-contact";
import { decideContact } from "@/lib/consent/contacts/decide-contact";
import { reading, transaction } from "@/lib/ctx";
import { receiveBytes } from "@/lib/files/receive";
import { startEmulatedBucket } from "@/testing/bucket";
import { claimOf, consented, type Consented } from "@/testing/claims";
import { pdf } from "@/testing/documents";
import { fixture } from "@/testing/fixture";
import { installation } from "@/testing/stores";
import { sent, surveyed } from "@/testing/surveys";
import { compareFacts } from "./compare";
import { record } from "./record";
import { stampHeads } from "./stamps/stamp-heads";
import { verifyAudit } from "./verify";
import { verifyStamps } from "./verify-stamps";

const f = fixture({ tampers: true });
const DAY = 86_400_000;
const day = (n: number) => new Date(f.now.getTime() + n * DAY);
let minute = 0;

/** Tampers as the superuser, with every trigger off; the hashes can be made to fit again. */
async function tamper(statement: string, values: unknown[] = []): Promise<void> {
  const { Client } = await import("pg");
  const client = new Client({ connectionString: f.urls().adminUrl });
  await client.connect();
  try {
    await client.query("set session_replication_role = replica");
    await client.query(statement, values);
  } finally {
    await client.end();
  }
}

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
  const { id } = await f.partner();
  for (let n = 0; n < rows; n++) await append(id);
  return id;
}
const rowFaults = async () =>
  (await reading(f.system(), (tx) => verifyAudit(tx, { atMost: 100_000 }))).faults;
const stampFaults = async (chain: string) =>
  (await verifyStamps(f.system())).faults.filter((one) => "chain" in one && one.chain === chain);
const factFaults = async (chain: string) =>
  (await reading(f.system(), (tx) => compareFacts(tx))).filter((one) => one.chain === chain);

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

/** A claim from the consent to its payment, by the acts themselves, with a document that was removed. */
async function paid(): Promise<Consented> {
  const engagement = await f.engagement({
    poe: [
      { kind: "invoice", templateUrl: null },
      { kind: "partner_survey", templateUrl: null },
    ],
  });
  const it = await consented(f, { engagement });
  const { number } = it.claim;
  const admin = it.company.admin;
  const add = async (name: string) =>
    addDocument(f.ctx(admin, day(2)), {
      number,
      requirement: "invoice",
      name,
      file: await receiveBytes(pdf(`${name} ${number}`)),
    });
  const { id: documentId } = await add("Wrong.pdf");
  await removeDocument(f.ctx(admin, day(3)), { number, documentId });
  await add("Invoice.pdf");
  const surveyId = await f.db.transaction({ actor: "system" }, async (db) => {
    const { claimSurveys } = await import("@/db/schema");
    const [row] = await db
      .insert(claimSurveys)
      .values({
        partnerId: it.company.id,
        claimId: it.claim.id,
        kind: "partner",
        recipientName: admin.name,
        recipientEmail: admin.email,
        language: "en",
        questions: [],
        createdAt: day(3),
        createdBy: admin.userId,
      })
      .returning();
    return row!.id;
  });
  await transaction(f.ctx(admin, day(3)), (tx) =>
    storeAnswer(
      tx,
      { id: surveyId, claimId: it.claim.id, kind: "partner" },
      { fullName: admin.name, answers: { rating: 5, remarks: "Zoë — très “bien”" } },
    ),
  );
  await submitClaim(f.ctx(admin, day(4)), { number });
  const operator = await f.operator();
  await startReview(f.ctx(operator, day(5)), { number });
  await approveClaim(f.ctx(operator, day(6)), { number, comment: "Well done — dank u!" });
  await payClaim(f.ctx(operator, day(7)), { number, paymentReference: `PAY-${number}` });
  return { ...it, claim: await claimOf(f, it.association.id) };
}

describe("facts against the log", () => {
  let it: Consented;
  beforeEach(async () => {
    it = await paid();
    expect(await factFaults(it.company.id)).toEqual([]);
  });
  const claims = "workshop_claims set";
  const mine = "where id = $1";
  const decisions = "consent_decisions set";
  const round = "where association_id = $1";
  const claim = () => it.claim.id;
  const association = () => it.association.id;

  test.each([
    ["the name on an answer", "decision", "differs", `update ${decisions} full_name = 'Somebody Else' ${round}`, association],
    ["the address of an answer", "decision", "differs", `update ${decisions} ip_address = '198.51.100.1' ${round}`, association],
    ["the instant of an answer", "decision", "differs", `update ${decisions} decided_at = decided_at - interval '1 hour' ${round}`, association],
    ["the text that was agreed to", "decision", "differs", `update ${decisions} wording = wording || ' And more.' ${round}`, association],
    ["an answer from accept to decline", "decision", "not_in_log", `update ${decisions} decision = 'decline' ${round}`, association],
    ["an answer that is deleted", "decision", "gone", `delete from consent_decisions ${round}`, association],
    ["an answer that names another row of the log", "decision", "not_in_log", `update ${decisions} audit_hash = 'x' ${round}`, association],
    ["the day of a consent", "consent", "differs", `update associations set consented_at = consented_at - interval '1 day' ${mine}`, association],
    ["a consent taken back by hand", "consent", "differs", `update associations set consented_at = null, consent_slot = null, delivery_due_at = null, submitted_at = null ${mine}`, association],
    ["a withdrawal by hand", "consent", "differs", `update associations set ended_at = now(), end_reason = 'withdrawn', submitted_at = null ${mine}`, association],
    ["a round that is deleted", "consent", "gone", `delete from associations ${mine}`, association],
    ["a claim's payout", "claim", "differs", `update ${claims} payout_usd = 99999 ${mine}`, claim],
    ["a claim's status", "claim", "differs", `update ${claims} status = 'approved', paid_at = null, payment_reference = null ${mine}`, claim],
    ["a payment's reference", "claim", "differs", `update ${claims} payment_reference = 'PAY-X' ${mine}`, claim],
    ["a payment's day", "claim", "differs", `update ${claims} paid_at = paid_at + interval '1 day' ${mine}`, claim],
    ["when a claim was sent in", "claim", "differs", `update ${claims} submitted_at = submitted_at - interval '1 day' ${mine}`, claim],
    ["a claim that is deleted", "claim", "gone", `delete from workshop_claims ${mine}`, claim],
    ["a decision of the programme", "review", "differs", "update claim_reviews set decision = 'rejected', reasons = '[{}]', comment = 'No' where claim_id = $1", claim],
    ["the words of a decision", "review", "differs", "update claim_reviews set comment = 'Badly done' where claim_id = $1", claim],
    ["when it was decided", "review", "not_in_log", "update claim_reviews set decided_at = decided_at + interval '1 second' where claim_id = $1", claim],
    ["a decision that is deleted", "review", "gone", "delete from claim_reviews where claim_id = $1", claim],
    ["a document's hash", "document", "differs", "update claim_documents set sha256 = sha256('x') where claim_id = $1", claim],
    ["a document's name", "document", "differs", "update claim_documents set name = 'Other.pdf' where claim_id = $1", claim],
    ["a removed document that is back", "document", "differs", "update claim_documents set removed_at = null, removed_by = null, place = 9 where claim_id = $1 and removed_at is not null", claim],
    ["a document that is deleted", "document", "gone", "delete from claim_documents where claim_id = $1", claim],
    ["a document that was never handed in", "document", "not_in_log", `insert into claim_documents (partner_id, claim_id, requirement, place, name, media_type, size, sha256, uploaded_at, uploaded_by)
       select partner_id, claim_id, requirement, 8, 'New.pdf', media_type, size, sha256, uploaded_at, uploaded_by from claim_documents where claim_id = $1 limit 1`, claim],
    ["the answers to a survey", "survey", "differs", `update claim_surveys set answers = '{"rating": 1}' where claim_id = $1`, claim],
    ["a survey that is deleted", "survey", "gone", "delete from claim_surveys where claim_id = $1", claim],
  ] as const)("%s", async (_, kind, fault, statement, id) => {
    await tamper(statement, [id()]);
    expect(await factFaults(it.company.id)).toContainEqual(expect.objectContaining({ kind, fault }));
  }); // prettier-ignore
});

describe("whom a request and a survey asked, and what was said of a claim", () => {
  let it: Consented;
  beforeEach(async () => {
    it = await sent(f, await surveyed(f));
    const { company, association, request, claim } = it;
    await transaction(f.ctx(company.admin, request.sentAt), (tx) =>
      record(tx, {
        event: "consent.sent",
        subjectId: association.id,
        data: {
          requestId: request.id,
          contactEmail: request.contactEmail,
          language: request.language,
          wordingVersion: request.wordingVersion,
          replacedRequestId: null,
          releaseId: null,
          waiting: false,
        },
      }),
    );
    await commentClaim(f.ctx(company.admin, day(5)), {
      number: claim.number,
      body: "The invoice is on its way.",
    });
    expect(await factFaults(company.id)).toEqual([]);
  });
  const request = () => it.request.id;
  const claim = () => it.claim.id;

  test.each([
    ["whom a request asked", "request", "differs", "update consent_requests set contact_email = 'x@y.example' where id = $1", request],
    ["when it was sent", "request", "differs", "update consent_requests set sent_at = sent_at - interval '1 day' where id = $1", request],
    ["with which text", "request", "differs", "update consent_requests set wording_version = '0' where id = $1", request],
    ["a request that is deleted", "request", "gone", "delete from consent_requests where id = $1", request],
    ["a request closed by nobody", "request", "not_in_log", "update consent_requests set closed_at = now(), closed_for = 'contact' where id = $1", request],
    ["whom a survey asked", "survey", "differs", "update claim_surveys set recipient_email = 'x@y.example' where claim_id = $1", claim],
    ["a survey closed by nobody", "survey", "not_in_log", "update claim_surveys set closed_at = now() where claim_id = $1", claim],
    ["a round cancelled by nobody", "round", "not_in_log", "update associations set ended_at = now(), end_reason = 'cancelled' where id = (select association_id from workshop_claims where id = $1)", claim],
    ["the words of a comment", "comment", "differs", "update claim_comments set body = 'No invoice.' where claim_id = $1", claim],
    ["who said them", "comment", "differs", "update claim_comments set author_id = gen_random_uuid() where claim_id = $1", claim],
    ["a comment that is deleted", "comment", "gone", "delete from claim_comments where claim_id = $1", claim],
  ] as const)("%s", async (_, kind, fault, statement, id) => {
    await tamper(statement, [id()]);
    expect(await factFaults(it.company.id)).toContainEqual(expect.objectContaining({ kind, fault }));
  }); // prettier-ignore
});

describe("what a round is about, who may be asked, and what a scanner found", () => {
  let it: Consented;
  beforeEach(async () => {
    it = await consented(f);
    const { association, company } = it;
    const { id: associationId, tenantId, engagementId, locationId } = association;
    const consentDueAt = association.consentDueAt.toISOString();
    const data = { tenantId, engagementId, locationId, consentDueAt, mismatchReason: null, renewsClaimId: null }; // prettier-ignore
    await transaction(f.ctx(company.admin, association.createdAt), (tx) =>
      record(tx, { event: "customer.added", subjectId: associationId, data }),
    );
    const email = `robin@elsewhere-${it.claim.number}.example`;
    await transaction(f.ctx(company.admin, day(1)), (tx) =>
      allowContact(tx, { associationId, tenantId, email, name: "Robin", reason: "They moved." }),
    );
    const [asked] = await f.sql<{ id: string }>(
      "select id from contact_releases where association_id = $1",
      [associationId],
    );
    const decided = { release: asked!.id, decision: "refused", note: "Unknown." } as const;
    expect(await factFaults(company.id)).toEqual([]);
    await decideContact(f.ctx(await f.operator(), day(2)), decided);
    expect(await factFaults(company.id)).toEqual([]);
  });
  const association = () => it.association.id;

  test.each([
    ["another customer", "round", "differs", "update associations set tenant_id = gen_random_uuid() where id = $1", association],
    ["another workshop", "round", "differs", "update associations set engagement_id = gen_random_uuid() where id = $1", association],
    ["another time to answer", "round", "differs", "update associations set consent_due_at = consent_due_at + interval '9 days' where id = $1", association],
    ["a refused contact released", "contact", "differs", "update contact_releases set decision = 'released' where association_id = $1", association],
    ["a refused contact that waits anew", "contact", "differs", "update contact_releases set decision = null, decided_at = null, decided_by = null where association_id = $1", association],
    ["another address released", "contact", "differs", "update contact_releases set contact_email = 'x@y.example' where association_id = $1", association],
    ["a contact released by nobody", "contact", "not_in_log", `insert into contact_releases (partner_id, tenant_id, association_id, contact_name, contact_email, reason, asked_at, asked_by, decision, decided_at)
       select partner_id, tenant_id, association_id, contact_name, 'x@y.example', reason, asked_at, asked_by, 'released', asked_at from contact_releases where association_id = $1`, association],
  ] as const)("%s", async (_, kind, fault, statement, id) => {
    await tamper(statement, [id()]);
    expect(await factFaults(it.company.id)).toContainEqual(expect.objectContaining({ kind, fault }));
  }); // prettier-ignore

  test("a find of the scanner that is gone, or that it never made", async () => {
    const document = `insert into claim_documents (partner_id, claim_id, requirement, place, name, media_type, size, sha256, uploaded_at, uploaded_by, quarantined_at, scanned_at, infection)
      select partner_id, id, 'invoice', 7, 'A.pdf', 'application/pdf', 1, sha256('a'), now(), $2, now(), now(), 'Eicar' from workshop_claims where id = $1`;
    await tamper(document, [it.claim.id, it.company.admin.userId]);
    const found = async () =>
      (await factFaults(it.company.id)).filter(({ kind }) => kind === "document").length;
    const before = await found();
    const [row] = await f.sql<{ id: string }>(
      "select id from claim_documents where claim_id = $1",
      [it.claim.id],
    );
    await transaction(f.system(), (tx) =>
      record(tx, {
        event: "document.infected",
        subjectId: it.claim.id,
        partnerId: it.company.id,
        data: { number: it.claim.number, document: row!.id, requirement: "invoice", name: "A.pdf", infection: "Eicar" }, // prettier-ignore
      }),
    );
    expect(await found()).toBe(before - 1);
    await tamper("update claim_documents set infection = null where claim_id = $1", [it.claim.id]);
    expect(await found()).toBe(before);
  });
});

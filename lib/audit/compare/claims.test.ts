import { addDocument } from "@/lib/claims/documents/add";
import { removeDocument } from "@/lib/claims/documents/remove";
import { editClaim } from "@/lib/claims/edit-claim";
import { approveClaim } from "@/lib/claims/review/approve-claim";
import { payClaim } from "@/lib/claims/review/pay-claim";
import { startReview } from "@/lib/claims/review/start-review";
import { submitClaim } from "@/lib/claims/submit-claim";
import { storeAnswer } from "@/lib/claims/surveys/store-answer";
import { transaction } from "@/lib/ctx";
import { receiveBytes } from "@/lib/files/receive";
import { dateIn } from "@/lib/time/deadline";
import { askAction } from "@/lib/claims/review/ask-action";
import { rejectClaim } from "@/lib/claims/review/reject-claim";
import { claimOf, consented, inReview, type Consented } from "@/testing/claims";
import { pdf } from "@/testing/documents";
import { fixture } from "@/testing/fixture";
import { factFaults, faultsAfter } from "@/testing/audit-faults";
import { justIn } from "@/testing/just-in";

const f = fixture({ tampers: true });
const day = (n: number) => new Date(f.now.getTime() + n * 86_400_000);

/** A claim from the consent to its payment, by the acts themselves, with a document that was removed. */
async function paid(): Promise<Consented> {
  const engagement = await f.engagement({
    poe: [{ kind: "invoice" }, { kind: "partner_survey" }],
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
  const { version } = await claimOf(f, it.association.id);
  await editClaim(f.ctx(admin, day(4)), {
    part: "invoice",
    number,
    version,
    invoiceNumber: "2026-17",
    invoiceAmount: "4250.5",
    invoiceCurrency: "EUR",
    workshopFrom: dateIn(day(1), it.claim.timeZone),
    workshopUntil: dateIn(day(3), it.claim.timeZone),
  });
  await submitClaim(f.ctx(admin, day(4)), { number });
  const operator = await f.operator();
  await startReview(f.ctx(operator, day(5)), { number });
  await approveClaim(f.ctx(operator, day(6)), { number, comment: "Well done — dank u!" });
  await payClaim(justIn(f.ctx(operator, day(7))), { number, paymentReference: `PAY-${number}` });
  return { ...it, claim: await claimOf(f, it.association.id) };
}

describe("facts against the log", () => {
  let it: Consented;
  beforeAll(async () => {
    it = await paid();
    expect(await factFaults(f, it.company.id)).toEqual([]);
  });
  const claims = "workshop_claims set";
  const mine = "where id = $1";
  const decisions = "consent_decisions set";
  const round = "where association_id = $1";
  const claim = () => it.claim.id;
  const association = () => it.association.id;

  test.each([
    [
      "the name on an answer",
      "decision",
      "differs",
      `update ${decisions} full_name = 'Somebody Else' ${round}`,
      association,
    ],
    [
      "the address of an answer",
      "decision",
      "differs",
      `update ${decisions} ip_address = '198.51.100.1' ${round}`,
      association,
    ],
    [
      "the instant of an answer",
      "decision",
      "differs",
      `update ${decisions} decided_at = decided_at - interval '1 hour' ${round}`,
      association,
    ],
    [
      "the text that was agreed to",
      "decision",
      "differs",
      `update ${decisions} wording = wording || ' And more.' ${round}`,
      association,
    ],
    [
      "an answer from accept to decline",
      "decision",
      "not_in_log",
      `update ${decisions} decision = 'decline' ${round}`,
      association,
    ],
    [
      "an answer that is deleted",
      "decision",
      "gone",
      `delete from consent_decisions ${round}`,
      association,
    ],
    [
      "an answer that names another row of the log",
      "decision",
      "not_in_log",
      `update ${decisions} audit_hash = 'x' ${round}`,
      association,
    ],
    [
      "the day of a consent",
      "consent",
      "differs",
      `update associations set consented_at = consented_at - interval '1 day' ${mine}`,
      association,
    ],
    [
      "a consent taken back by hand",
      "consent",
      "differs",
      `update associations set consented_at = null, consent_slot = null, delivery_due_at = null, submitted_at = null ${mine}`,
      association,
    ],
    [
      "a withdrawal by hand",
      "consent",
      "differs",
      `update associations set ended_at = now(), end_reason = 'withdrawn', submitted_at = null ${mine}`,
      association,
    ],
    ["a round that is deleted", "consent", "gone", `delete from associations ${mine}`, association],
    [
      "a claim's payout",
      "claim",
      "differs",
      `update ${claims} payout_minor = 99999, currency = 'EUR' ${mine}`,
      claim,
    ],
    [
      "a claim's customer",
      "claim",
      "differs",
      `update ${claims} tenant_id = gen_random_uuid() ${mine}`,
      claim,
    ],
    [
      "a claim's workshop",
      "claim",
      "differs",
      `update ${claims} engagement_id = gen_random_uuid() ${mine}`,
      claim,
    ],
    [
      "a claim's place",
      "claim",
      "differs",
      `update ${claims} location_id = gen_random_uuid() ${mine}`,
      claim,
    ],
    [
      "that an answer came from the partner's network",
      "decision",
      "differs",
      `update ${decisions} partner_network = not partner_network ${round}`,
      association,
    ],
    [
      "a claim's status",
      "claim",
      "differs",
      `update ${claims} status = 'approved', paid_at = null, payment_reference = null ${mine}`,
      claim,
    ],
    [
      "a payment's reference",
      "claim",
      "differs",
      `update ${claims} payment_reference = 'PAY-X' ${mine}`,
      claim,
    ],
    [
      "a payment's day",
      "claim",
      "differs",
      `update ${claims} paid_at = paid_at + interval '1 day' ${mine}`,
      claim,
    ],
    [
      "when a claim was sent in",
      "claim",
      "differs",
      `update ${claims} submitted_at = submitted_at - interval '1 day' ${mine}`,
      claim,
    ],
    [
      "an invoice's number",
      "claim",
      "differs",
      `update ${claims} invoice_number = 'INV-X' ${mine}`,
      claim,
    ],
    [
      "an invoice's amount",
      "claim",
      "differs",
      `update ${claims} invoice_amount = 1 ${mine}`,
      claim,
    ],
    [
      "the days of a workshop",
      "claim",
      "differs",
      `update ${claims} workshop_from = workshop_from - 1 ${mine}`,
      claim,
    ],
    [
      "when a round ran out",
      "round",
      "differs",
      `update associations set consented_at = null, consent_slot = null, delivery_due_at = null, submitted_at = null, ended_at = consent_due_at + interval '1 day', end_reason = 'consent_expired' ${mine}`,
      association,
    ],
    [
      "a round ended as wrong by nobody",
      "round",
      "not_in_log",
      `update associations set consented_at = null, consent_slot = null, delivery_due_at = null, submitted_at = null, ended_at = created_at + interval '1 day', end_reason = 'wrong_customer' ${mine}`,
      association,
    ],
    [
      "until when a claim may be sent in",
      "claim",
      "differs",
      `update ${claims} delivery_due_at = delivery_due_at + interval '9 days' ${mine}`,
      claim,
    ],
    [
      "the same of its round and claim",
      "claim",
      "differs",
      `with r as (update associations set delivery_due_at = delivery_due_at + interval '9 days' ${round.replace("association_id", "id")})
       update ${claims} delivery_due_at = delivery_due_at + interval '9 days' where association_id = $1`,
      association,
    ],
    [
      "until when it may be acted upon",
      "claim",
      "differs",
      `update ${claims} review_due_at = review_due_at + interval '9 days' ${mine}`,
      claim,
    ],
    [
      "a round that made room for no new claim",
      "round",
      "not_in_log",
      `update associations set ended_at = now(), end_reason = 'claim_expired' where id = $1`,
      association,
    ],
    [
      "a friendly name that nobody gave",
      "claim",
      "differs",
      `update ${claims} friendly_name = 'Ours' ${mine}`,
      claim,
    ],
    [
      "the customer's contact, never edited",
      "claim",
      "differs",
      `update ${claims} contact_email = 'x@y.example' ${mine}`,
      claim,
    ],
    [
      "the partner's contact, never edited",
      "claim",
      "differs",
      `update ${claims} partner_contact_email = 'x@y.example' ${mine}`,
      claim,
    ],
    ["a claim that is deleted", "claim", "gone", `delete from workshop_claims ${mine}`, claim],
    [
      "a decision of the programme",
      "review",
      "differs",
      "update claim_reviews set decision = 'rejected', reasons = '[{}]', comment = 'No' where claim_id = $1",
      claim,
    ],
    [
      "the words of a decision",
      "review",
      "differs",
      "update claim_reviews set comment = 'Badly done' where claim_id = $1",
      claim,
    ],
    [
      "when it was decided",
      "review",
      "not_in_log",
      "update claim_reviews set decided_at = decided_at + interval '1 second' where claim_id = $1",
      claim,
    ],
    [
      "a decision that is deleted",
      "review",
      "gone",
      "delete from claim_reviews where claim_id = $1",
      claim,
    ],
    [
      "a document's hash",
      "document",
      "differs",
      "update claim_documents set sha256 = sha256('x') where claim_id = $1",
      claim,
    ],
    [
      "a document's name",
      "document",
      "differs",
      "update claim_documents set name = 'Other.pdf' where claim_id = $1",
      claim,
    ],
    [
      "a removed document that is back",
      "document",
      "differs",
      "update claim_documents set removed_at = null, removed_by = null, place = 9 where claim_id = $1 and removed_at is not null",
      claim,
    ],
    [
      "a document that is deleted",
      "document",
      "gone",
      "delete from claim_documents where claim_id = $1",
      claim,
    ],
    [
      "a document that was never handed in",
      "document",
      "not_in_log",
      `insert into claim_documents (partner_id, claim_id, requirement, place, name, media_type, size, sha256, uploaded_at, uploaded_by)
       select partner_id, claim_id, requirement, 8, 'New.pdf', media_type, size, sha256, uploaded_at, uploaded_by from claim_documents where claim_id = $1 limit 1`,
      claim,
    ],
    [
      "the answers to a survey",
      "survey",
      "differs",
      `update claim_surveys set answers = '{"rating": 1}' where claim_id = $1`,
      claim,
    ],
    [
      "a survey that is deleted",
      "survey",
      "gone",
      "delete from claim_surveys where claim_id = $1",
      claim,
    ],
  ] as const)("%s", async (_, kind, fault, statement, id) => {
    expect(await faultsAfter(f, it.company.id, statement, [id()])).toContainEqual(
      expect.objectContaining({ kind, fault }),
    );
  });
});

describe("the deadlines that the programme gave, and an invoice that nobody entered", () => {
  let given: Awaited<ReturnType<typeof inReview>>[];
  beforeAll(async () => {
    given = [await inReview(f), await inReview(f)];
    for (const [act, { reviewer, at, claim }] of [
      [askAction, given[0]!],
      [rejectClaim, given[1]!],
    ] as const)
      await act(f.ctx(reviewer, at), {
        number: claim.number,
        reasons: [{ requirement: "general", code: "other" }],
        comment: "No.",
      });
    const others = [
      ["reviewer_id = gen_random_uuid()", "differs"],
      ["reviewer_id = null, reviewer_since = null", "differs"],
      ["reviewer_since = reviewer_since - interval '1 day'", "differs"],
    ] as const;
    for (const [set, fault] of others) {
      const { company, claim } = given[0]!;
      const found = await faultsAfter(
        f,
        company.id,
        `update workshop_claims set ${set} where id = $1`,
        [claim.id],
      );
      expect(found).toContainEqual({ kind: "claim", id: claim.id, chain: company.id, fault });
    }
    for (const [change, fault] of [
      ["delete from known_customers", "gone"],
      ["update known_customers set since = since + interval '1 day'", "differs"],
    ] as const) {
      const { company } = given[0]!;
      const found = await faultsAfter(f, company.id, `${change} where partner_id = $1`, [
        company.id,
      ]);
      expect(found).toContainEqual(expect.objectContaining({ kind: "known", fault }));
    }
    for (const { company } of given)
      expect((await factFaults(f, company.id)).filter(({ kind }) => kind === "claim")).toEqual([]);
  });

  test.each([
    ["until when to act", 0, "review_due_at = review_due_at + interval '1 day'"],
    ["until when to dispute", 1, "dispute_due_at = dispute_due_at + interval '1 day'"],
    ["an invoice's number", 0, "invoice_number = 'INV-X'"],
    [
      "an invoice's amount",
      1,
      "invoice_number = '1', invoice_amount = 1, invoice_currency = 'EUR'",
    ],
    ["the days of a workshop", 1, "workshop_from = current_date"],
  ] as const)("%s", async (_, which, set) => {
    const { company, claim } = given[which]!;
    const faults = await faultsAfter(
      f,
      company.id,
      `update workshop_claims set ${set} where id = $1`,
      [claim.id],
    );
    expect(faults).toContainEqual(expect.objectContaining({ kind: "claim", fault: "differs" }));
  });
});

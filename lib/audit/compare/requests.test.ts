import { commentClaim } from "@/lib/claims/comments/comment-claim";
import { allowContact } from "@/lib/consent/contacts/allow-contact";
import { decideContact } from "@/lib/consent/contacts/decide-contact";
import { transaction } from "@/lib/ctx";
import { editPrint } from "@/lib/claims/edit-print";
import { claimOf, consented, type Consented } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { sent, surveyed } from "@/testing/surveys";
import { factFaults, faultsAfter, tampering } from "@/testing/audit-faults";
import { record } from "../record";

const f = fixture({ tampers: true });
const tamper = tampering(f);
const day = (n: number) => new Date(f.now.getTime() + n * 86_400_000);

describe("whom a request and a survey asked, and what was said of a claim", () => {
  let it: Consented;
  beforeAll(async () => {
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
    const held = await claimOf(f, association.id);
    await transaction(f.ctx(company.admin, day(3)), (tx) =>
      record(tx, {
        event: "claim.edited",
        subjectId: claim.id,
        data: {
          number: claim.number,
          part: "invoice",
          fields: ["workshopFrom", "workshopUntil"],
          proof: editPrint("invoice", held),
        },
      }),
    );
    await commentClaim(f.ctx(company.admin, day(5)), {
      number: claim.number,
      body: "The invoice is on its way.",
    });
    expect(await factFaults(f, company.id)).toEqual([]);
  });
  const request = () => it.request.id;
  const claim = () => it.claim.id;

  test.each([
    [
      "whom a request asked",
      "request",
      "differs",
      "update consent_requests set contact_email = 'x@y.example' where id = $1",
      request,
    ],
    [
      "when it was sent",
      "request",
      "differs",
      "update consent_requests set sent_at = sent_at - interval '1 day' where id = $1",
      request,
    ],
    [
      "with which text",
      "request",
      "differs",
      "update consent_requests set wording_version = '0' where id = $1",
      request,
    ],
    [
      "a request that is deleted",
      "request",
      "gone",
      "delete from consent_requests where id = $1",
      request,
    ],
    [
      "a request closed by nobody",
      "request",
      "not_in_log",
      "update consent_requests set closed_at = now(), closed_for = 'contact' where id = $1",
      request,
    ],
    [
      "whom a survey asked",
      "survey",
      "differs",
      "update claim_surveys set recipient_email = 'x@y.example' where claim_id = $1",
      claim,
    ],
    [
      "a survey closed by nobody",
      "survey",
      "not_in_log",
      "update claim_surveys set closed_at = now() where claim_id = $1",
      claim,
    ],
    [
      "a round cancelled by nobody",
      "round",
      "not_in_log",
      "update associations set ended_at = now(), end_reason = 'cancelled' where id = (select association_id from workshop_claims where id = $1)",
      claim,
    ],
    [
      "the words of a comment",
      "comment",
      "differs",
      "update claim_comments set body = 'No invoice.' where claim_id = $1",
      claim,
    ],
    [
      "who said them",
      "comment",
      "differs",
      "update claim_comments set author_id = gen_random_uuid() where claim_id = $1",
      claim,
    ],
    [
      "a comment that is deleted",
      "comment",
      "gone",
      "delete from claim_comments where claim_id = $1",
      claim,
    ],
  ] as const)("%s", async (_, kind, fault, statement, id) => {
    expect(await faultsAfter(f, it.company.id, statement, [id()])).toContainEqual(
      expect.objectContaining({ kind, fault }),
    );
  });
});

describe("what a round is about, who may be asked, and what a scanner found", () => {
  let it: Consented;
  beforeAll(async () => {
    it = await consented(f);
    const { association, company } = it;
    const { id: associationId, tenantId, engagementId, locationId } = association;
    const consentDueAt = association.consentDueAt.toISOString();
    const data = {
      tenantId,
      engagementId,
      locationId,
      consentDueAt,
      mismatchReason: null,
      renewsClaimId: null,
    };
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
    expect(await factFaults(f, company.id)).toEqual([]);
    await decideContact(f.ctx(await f.operator(), day(2)), decided);
    expect(await factFaults(f, company.id)).toEqual([]);
  });
  const association = () => it.association.id;

  test.each([
    [
      "another customer",
      "round",
      "differs",
      "update associations set tenant_id = gen_random_uuid() where id = $1",
      association,
    ],
    [
      "another workshop",
      "round",
      "differs",
      "update associations set engagement_id = gen_random_uuid() where id = $1",
      association,
    ],
    [
      "another time to answer",
      "round",
      "differs",
      "update associations set consent_due_at = consent_due_at + interval '9 days' where id = $1",
      association,
    ],
    [
      "a refused contact released",
      "contact",
      "differs",
      "update contact_releases set decision = 'released' where association_id = $1",
      association,
    ],
    [
      "a refused contact that waits anew",
      "contact",
      "differs",
      "update contact_releases set decision = null, decided_at = null, decided_by = null where association_id = $1",
      association,
    ],
    [
      "another address released",
      "contact",
      "differs",
      "update contact_releases set contact_email = 'x@y.example' where association_id = $1",
      association,
    ],
    [
      "why it was asked for",
      "contact",
      "differs",
      "update contact_releases set reason = 'x' where association_id = $1",
      association,
    ],
    [
      "who asked for it",
      "contact",
      "differs",
      "update contact_releases set asked_by = gen_random_uuid() where association_id = $1",
      association,
    ],
    [
      "of which customer",
      "contact",
      "differs",
      "update contact_releases set tenant_id = gen_random_uuid() where association_id = $1",
      association,
    ],
    [
      "a release that is deleted",
      "contact",
      "gone",
      "delete from contact_releases where association_id = $1",
      association,
    ],
    [
      "a contact released by nobody",
      "contact",
      "not_in_log",
      `insert into contact_releases (partner_id, tenant_id, association_id, contact_name, contact_email, reason, asked_at, asked_by, decision, decided_at)
       select partner_id, tenant_id, association_id, contact_name, 'x@y.example', reason, asked_at, asked_by, 'released', asked_at from contact_releases where association_id = $1`,
      association,
    ],
  ] as const)("%s", async (_, kind, fault, statement, id) => {
    expect(await faultsAfter(f, it.company.id, statement, [id()])).toContainEqual(
      expect.objectContaining({ kind, fault }),
    );
  });

  test("a find of the scanner that is gone, or that it never made", async () => {
    const document = `insert into claim_documents (partner_id, claim_id, requirement, place, name, media_type, size, sha256, uploaded_at, uploaded_by, quarantined_at, scanned_at, infection)
      select partner_id, id, 'invoice', 7, 'A.pdf', 'application/pdf', 1, sha256('a'), now(), $2, now(), now(), 'Eicar' from workshop_claims where id = $1`;
    await tamper(document, [it.claim.id, it.company.admin.userId]);
    const found = async () =>
      (await factFaults(f, it.company.id)).filter(({ kind }) => kind === "document").length;
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
        data: {
          number: it.claim.number,
          document: row!.id,
          requirement: "invoice",
          name: "A.pdf",
          infection: "Eicar",
        },
      }),
    );
    expect(await found()).toBe(before - 1);
    await tamper("update claim_documents set infection = null where claim_id = $1", [it.claim.id]);
    expect(await found()).toBe(before);
  });
});

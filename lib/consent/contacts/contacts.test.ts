import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { consentRequests, contactReleases } from "@/db/schema";
import { getConfig } from "@/lib/config";
import { reading } from "@/lib/ctx";
import { addLink, ask, formOf } from "@/testing/asked";
import { claimOf, giveProof, submitted } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { sent, surveyed } from "@/testing/surveys";
import { tellRelease as job } from "@/lib/jobs/tell-release";
import { programmeContact, programmeContacts } from "@/lib/views/programme/contacts";
import { programmeWaiting } from "@/lib/views/programme/waiting";
import { programmeClaim } from "@/lib/views/claim/review";
import { contactCases, outside } from "@/testing/contacts";
import { resendSurvey } from "../../claims/surveys/resend-survey";
import { submitClaim } from "../../claims/submit-claim";
import { sendReleasedSurveys } from "../../claims/surveys/send-released";
import { answerConsent } from "../answer";
import { remind } from "../remind";
import { resendConsent } from "../resend";
import { liftBan } from "../reports/lift-ban";
import { stopRequest } from "../reports/stop-request";
import { reportRequest } from "../report";
import { decideContact } from "./decide-contact";
import { sendReleased } from "./send-released";
import { tellRelease } from "./tell-release";

const f = fixture();
const { day, start, fill, send, codesOf, mails, releaseOf, rowOf, events, show, decide, edit } =
  contactCases(f);

describe("a contact outside of the tenant's domains waits for the programme", () => {
  test("it needs a reason; then the request is written, and nothing is sent", async () => {
    const it = await start();
    expect(await codesOf(fill(it, outside))).toEqual(["contactReason:required_contact_reason"]);
    const { requestId, waiting } = await send(it);
    expect(waiting).toBe(true);
    expect(await mails(it.company.id)).toEqual([]);
    expect(
      await f.sql("select count(*)::int as n from consent_links where request_id = $1", [
        requestId,
      ]),
    ).toEqual([{ n: 0 }]);
    expect(await rowOf(it)).toEqual({
      status: "asked",
      contact_release: "waiting",
      mail_state: null,
    });
    expect((await show(it, "start")).screen).toMatchObject({ kind: "asked", waiting: true });
    expect(await events(it.company.id)).toEqual(["contact.release_asked", "consent.sent"]);
    const again = resendConsent(f.ctx(it.company.admin, day(1)), { associationId: it.round.id });
    expect(await codesOf(again)).toEqual([":contact_waiting"]);
    await remind(f.system(day(16)));
    expect(await mails(it.company.id)).toEqual([]);
  });

  test("released: mail, audit row and notice, once, however often the job runs; the days went on", async () => {
    const it = await start();
    await send(it);
    const staff = await f.operator();
    const list = await reading(f.ctx(staff, day(1)), (tx) => programmeContacts(tx, { search: {} }));
    expect(list.rows).toContainEqual(
      expect.objectContaining({ contactEmail: outside, tenantName: it.tenant.name }),
    );
    const badges = () => reading(f.ctx(staff, day(1)), programmeWaiting);
    const before = (await badges()).contacts.count;
    const releaseId = await decide(it, "released", "", staff);
    expect((await badges()).contacts.count).toBe(before - 1);
    await job(f.db, { partnerId: it.company.id, releaseId });
    await Promise.all([
      sendReleased(f.system(day(2)), { partnerId: it.company.id, releaseId }),
      tellRelease(f.system(day(2)), { partnerId: it.company.id, releaseId }),
    ]);
    const sentOut = await mails(it.company.id);
    expect(sentOut.map(({ template, recipient }) => `${template} ${recipient}`).sort()).toEqual(
      [
        `consent-request ${outside}`,
        `partner-contact-decision ${it.company.admin.email}`,
        "partner-contact-decision robin@partner.example",
      ].sort(),
    );
    expect(await events(it.company.id)).toEqual([
      "contact.release_asked",
      "consent.sent",
      "contact.released",
      "consent.released",
    ]);
    expect(await rowOf(it)).toMatchObject({ status: "asked", contact_release: null });
    const [round] = await f.sql("select consent_due_at from associations where id = $1", [
      it.round.id,
    ]);
    expect(round).toEqual({ consent_due_at: it.round.consentDueAt });
    expect(await codesOf(decide(it, "refused", "no", staff))).toEqual([":already_done"]);
    // The same contact needs no second release, neither for another request nor without a reason.
    const { waiting } = await send(
      it,
      outside.toUpperCase().replace("ADVIES.EXAMPLE", "advies.example"),
      "",
      day(3),
    );
    expect(waiting).toBe(false);
  });

  test("refused: nothing goes out, the partner reads why, and names another", async () => {
    const it = await start();
    const { requestId } = await send(it);
    const releaseId = await decide(it, "refused", "Ask somebody who works there");
    await job(f.db, { partnerId: it.company.id, releaseId });
    const told = await mails(it.company.id);
    expect(told).toHaveLength(2);
    expect(told[0]).toMatchObject({
      template: "partner-contact-decision",
      variables: { decision: "refused", note: "Ask somebody who works there" },
    });
    expect(await rowOf(it)).toMatchObject({ status: "to_ask", contact_release: "refused" });
    expect((await show(it, "start")).screen).toEqual({ kind: "begin" });
    await expect(addLink(f, await requestOf(requestId))).rejects.toMatchObject({
      cause: { constraint: "links_contact_released" },
    });
    await send(it, `noor@${it.tenant.domain}`, "", day(2));
    expect(await rowOf(it)).toMatchObject({ status: "asked", contact_release: null });
  });

  test("the database takes no answer to a request whose contact awaits release", async () => {
    const it = await ask(f);
    const [release] = await f.sql<{ id: string }>(
      `insert into contact_releases (partner_id, tenant_id, association_id, contact_name, contact_email, reason, asked_at, asked_by)
       values ($1, $2, $3, 'Zoë', 'zoe.devries@customer.example', 'x', $4, $5) returning id`,
      [it.company.id, it.tenant.id, it.association.id, f.now, it.company.admin.userId],
    );
    await f.sql("alter table consent_requests disable trigger request_stays");
    await f.sql("update consent_requests set release_id = $2 where id = $1", [
      it.request.id,
      release!.id,
    ]);
    await f.sql("alter table consent_requests enable trigger request_stays");
    const form = { ...(await formOf(f, it.visitor, day(1))), decision: "accept" as const };
    expect(await codesOf(answerConsent(f.ctx(it.visitor, day(1)), form))).toEqual([
      ":contact_waiting",
    ]);
  });

  test("a partner cannot release, staff of the partner's company neither; another partner sees nothing", async () => {
    const it = await start();
    await send(it);
    const { id: release } = await releaseOf(it.company.id);
    const input = { release, decision: "released" as const, note: "" };
    expect(await codesOf(decideContact(f.ctx(it.company.admin), input))).toEqual([":forbidden"]);
    const kin = await f.operator({ companies: [it.company.id] });
    expect(await codesOf(decideContact(f.ctx(kin), input))).toEqual([":own_company"]);
    expect(
      await codesOf(decideContact(f.ctx(await f.operator()), { ...input, release: randomUUID() })),
    ).toEqual([":not_found"]);
    const stranger = await f.partner();
    await expect(show(it, "start", stranger.admin)).rejects.toThrow("not_found");
    const seen = await f.db.transaction(f.scope(stranger.admin), (db) =>
      db.select().from(contactReleases),
    );
    expect(seen).toEqual([]);
    await expect(
      reading(f.ctx(it.company.admin), (tx) => programmeContact(tx, { releaseId: release })),
    ).rejects.toThrow("forbidden");
  });

  test("CONTACT_RELEASE=0 asks for no release, but for a reason, which is kept", async () => {
    const config = getConfig();
    config.CONTACT_RELEASE = false;
    await f.sql("update installation set contact_release = false");
    try {
      const it = await start();
      expect((await send(it)).waiting).toBe(false);
      expect(await releaseOf(it.company.id)).toMatchObject({ decision: "released" });
      expect((await mails(it.company.id)).map(({ template }) => template)).toEqual([
        "consent-request",
      ]);
    } finally {
      config.CONTACT_RELEASE = true;
      await f.sql("update installation set contact_release = true");
    }
  });

  test("the database lets no partner write a word of release, and no request without one", async () => {
    const it = await start();
    const scope = f.scope(it.company.admin);
    const released = {
      partnerId: it.company.id,
      tenantId: it.tenant.id,
      associationId: it.round.id,
      contactName: "Noor",
      contactEmail: outside,
      reason: "x",
      askedAt: f.now,
      askedBy: it.company.admin.userId,
    };
    const write = (values: Partial<typeof contactReleases.$inferInsert>) =>
      f.db.transaction(scope, (db) =>
        db
          .insert(contactReleases)
          .values({ ...released, ...values })
          .returning(),
      );
    await expect(write({ decision: "released", decidedAt: f.now })).rejects.toMatchObject({
      cause: { code: "42501" },
    });
    const [asked] = await write({});
    const free = await f.db.transaction(scope, (db) =>
      db.execute(sql`select release_free(${asked!.id}, ${f.now.toISOString()}) as free`),
    );
    expect(free.rows).toEqual([{ free: false }]);
    const request = (contactEmail: string, releaseId: string | null) =>
      f.db.transaction(scope, (db) =>
        db.insert(consentRequests).values({
          partnerId: it.company.id,
          associationId: it.round.id,
          consentDueAt: it.round.consentDueAt,
          contactFirstName: "Noor",
          contactLastName: "de Wit",
          contactTitle: "CIO",
          contactEmail,
          language: "nl",
          partnerContactName: "Robin",
          partnerContactEmail: "robin@partner.example",
          partnerContactPhone: "",
          wordingVersion: "1",
          sentBy: it.company.admin.userId,
          sentAt: f.now,
          releaseId,
        }),
      );
    const refused = { cause: { constraint: "consent_requests_contact_allowed" } };
    await expect(request(outside, null)).rejects.toMatchObject(refused);
    await expect(request("other@elsewhere.example", asked!.id)).rejects.toMatchObject(refused);
    await request(`noor@sub.${it.tenant.domain}`, null);
  });
});

describe("the claim's contact and its survey", () => {
  test("a changed contact outside waits; the survey goes out once it is released", async () => {
    const it = await sent(f, await surveyed(f));
    expect(await codesOf(edit(it, outside))).toEqual(["contactReason:required_contact_reason"]);
    await edit(it, outside, "She did the workshop");
    const before = await mails(it.company.id);
    expect(before.filter(({ recipient }) => recipient === outside)).toEqual([]);
    const again = resendSurvey(f.ctx(it.company.admin, day(6)), {
      kind: "customer",
      number: it.claim.number,
    });
    expect(await codesOf(again)).toEqual([":contact_waiting"]);
    const releaseId = await decide(it, "released");
    await sendReleasedSurveys(f.system(day(6)), { partnerId: it.company.id, releaseId });
    await sendReleasedSurveys(f.system(day(6)), { partnerId: it.company.id, releaseId });
    const after = (await mails(it.company.id)).filter(({ recipient }) => recipient === outside);
    expect(after.map(({ template }) => template)).toEqual(["survey-request"]);
    const staff = await f.operator();
    await giveProof(f, it.claim);
    await submitClaim(f.ctx(it.company.admin, day(6)), { number: it.claim.number });
    const claim = await claimOf(f, it.association.id);
    const view = await reading(f.ctx(staff, day(7)), (tx) =>
      programmeClaim(tx, { claimNumber: String(claim.number), search: {} }),
    );
    expect(view.contactRelease).toEqual({
      reason: "She did the workshop",
      standing: "released",
      note: "",
    });
  });
});

describe("a contact who could be asked no more, on a claim that is reviewed", () => {
  test("is shown to the reviewer: own since, or stopped by the programme until that is lifted", async () => {
    const it = await submitted(f, { company: await f.partner() });
    const staff = await f.operator();
    const doubts = async () => {
      const { contactStopped, contactOwn } = (
        await reading(f.ctx(staff, day(12)), (tx) =>
          programmeClaim(tx, { claimNumber: String(it.claim.number), search: {} }),
        )
      ).doubts;
      return { contactStopped, contactOwn };
    };
    expect(await doubts()).toEqual({ contactStopped: false, contactOwn: false });
    const report = await reported(it);
    await stopRequest(f.ctx(staff, day(11)), { report, reason: "Nobody knows them." });
    expect(await doubts()).toEqual({ contactStopped: true, contactOwn: false });
    await liftBan(f.ctx(staff, day(12)), { report, why: "They do." });
    expect(await doubts()).toEqual({ contactStopped: false, contactOwn: false });
    const domain = it.claim.contactEmail.split("@")[1];
    await f.sql("insert into partner_domains (partner_id, domain) values ($1, $2)", [
      it.company.id,
      domain,
    ]);
    expect(await doubts()).toEqual({ contactStopped: false, contactOwn: true });
  });
});

/** A report of the request's own contact. */
async function reported({ visitor, request }: Awaited<ReturnType<typeof submitted>>) {
  const form = await formOf(f, visitor, day(1));
  await reportRequest(f.ctx(visitor, day(1)), { ...form, message: "Who?", saysLanguages: true });
  const sql = "select id from consent_reports where request_id = $1";
  return (await f.sql<{ id: string }>(sql, [request.id]))[0]!.id;
}

async function requestOf(id: string) {
  return f.db.transaction({ actor: "system" }, async (db) => {
    const [row] = await db.select().from(consentRequests).where(eq(consentRequests.id, id));
    return row!;
  });
}

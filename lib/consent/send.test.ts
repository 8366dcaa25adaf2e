import { randomUUID } from "node:crypto";
import type { PartnerUser } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import {
  fixture,
  type Association,
  type Company,
  type Engagement,
  type Tenant,
} from "@/testing/fixture";
import { resendConsent } from "./resend";
import { saveContact } from "./save-contact";
import type { ContactDraft } from "./schema";
import { sendConsent } from "./send";
import { setReminders } from "./set-reminders";

const f = fixture();

const codesOf = async (act: Promise<unknown>) => {
  const error = await act.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error("it was not refused", { cause: error });
  return error.errors.map(({ field, code }) => `${field}:${code}`);
};
const later = (minutes: number) => new Date(f.now.getTime() + minutes * 60_000);
const count = async (table: string, company: Company) =>
  (
    await f.sql<{ n: number }>(`select count(*)::int as n from ${table} where partner_id = $1`, [
      company.id,
    ])
  )[0]?.n;
const events = async (company: Company) =>
  (
    await f.sql<{ event: string }>(
      "select event from audit_log where chain = $1 and event ~ '^(consent|contact)' order by seq",
      [company.id],
    )
  ).map(({ event }) => event);

const contact = {
  firstName: "Noor",
  lastName: "de Wit",
  title: "CIO",
  email: "noor@customer.example",
  language: "nl",
  partnerName: "Robin Jansen",
  partnerEmail: "robin@partner.example",
  partnerPhone: "+31 20 555 0100",
};

type Case = { company: Company; tenant: Tenant; engagement: Engagement; round: Association };

async function start(): Promise<Case> {
  const company = await f.partner();
  const engagement = await f.engagement();
  const tenant = await f.tenant({ eligibleFor: [engagement] });
  return { company, tenant, engagement, round: await f.association(company, tenant, engagement) };
}

/** Fills in the first screen; gives the draft. */
async function fill(
  { company, round, tenant }: Case,
  values: Partial<ContactDraft & { draft: string }> = {},
  { actor = company.admin, at = f.now }: { actor?: PartnerUser; at?: Date } = {},
) {
  const draft = values.draft ?? randomUUID();
  await saveContact(f.ctx(actor, at), {
    ...contact,
    email: `noor@${tenant.domain}`,
    ...values,
    draft,
    associationId: round.id,
  });
  return draft;
}

describe("sendConsent", () => {
  test("D10, P3: nobody is asked before it is said who runs the programme", async () => {
    const it = await start();
    const draftId = await fill(it);
    const [before] = await f.sql<{ privacy: string }>("select privacy from programme");
    await f.sql("update programme set privacy = ''");
    const sent = sendConsent(f.ctx(it.company.admin), { draftId });
    expect(await codesOf(sent)).toEqual([":programme_not_ready"]);
    expect(await count("consent_requests", it.company)).toBe(0);
    await f.sql("update programme set privacy = $1", [before?.privacy]);
    await sendConsent(f.ctx(it.company.admin), { draftId });
  });

  test("S52, S53: request, link and e-mail, with the audit row; the row says it was asked", async () => {
    const it = await start();
    const draftId = await fill(it);
    const sent = await sendConsent(f.ctx(it.company.admin), { draftId });
    expect(sent.associationId).toBe(it.round.id);
    expect(
      await f.sql("select * from consent_requests where id = $1", [sent.requestId]),
    ).toMatchObject([
      {
        association_id: it.round.id,
        contact_first_name: "Noor",
        contact_email: `noor@${it.tenant.domain}`,
        language: "nl",
        partner_contact_phone: "+31 20 555 0100",
        sent_by: it.company.admin.userId,
        sent_at: f.now,
        consent_due_at: it.round.consentDueAt,
        reminders_on: true,
        replaced_at: null,
      },
    ]);
    const [link] = await f.sql<{ id: string }>(
      "select id from consent_links where request_id = $1",
      [sent.requestId],
    );
    const [mail] = await f.sql("select * from emails where association_id = $1", [it.round.id]);
    expect(mail).toMatchObject({
      template: "consent-request",
      language: "nl",
      recipient: `noor@${it.tenant.domain}`,
      reply_to: "robin@partner.example",
      from_name: it.company.name,
      variables: {
        linkId: link?.id,
        contactName: "Noor de Wit",
        tenantName: it.tenant.name,
        engagementSummary: "Een workshop",
        consentDueAt: it.round.consentDueAt.toISOString(),
      },
    });
    expect(await f.sql("select data from pgboss.job where name = 'deliver-mail'")).toContainEqual({
      data: { emailId: mail?.id },
    });
    expect(await events(it.company)).toEqual(["consent.sent"]);
    expect(
      await f.sql("select status, mail_state from customers where association_id = $1", [
        it.round.id,
      ]),
    ).toEqual([{ status: "asked", mail_state: "queued" }]);
  });

  test("D4: sent twice, one after the other or at once, it asks once", async () => {
    const it = await start();
    const draftId = await fill(it);
    const send = () => sendConsent(f.ctx(it.company.admin), { draftId });
    const results = [...(await Promise.all([send(), send(), send()])), await send()];
    expect(new Set(results.map(({ requestId }) => requestId)).size).toBe(1);
    expect([
      await count("emails", it.company),
      await count("consent_requests", it.company),
    ]).toEqual([1, 1]);
  });

  test("D11: another contact is a new request that replaces the first; the deadline stays (D5)", async () => {
    const it = await start();
    const first = await sendConsent(f.ctx(it.company.admin), { draftId: await fill(it) });
    await setReminders(f.ctx(it.company.admin), { associationId: it.round.id, on: false });
    const draftId = await fill(it, { email: `kim@${it.tenant.domain}` }, { at: later(5) });
    const second = await sendConsent(f.ctx(it.company.admin, later(5)), { draftId });
    expect(
      await f.sql(
        `select id, replaced_at, consent_due_at, reminders_on from consent_requests
         where association_id = $1 order by sent_at`,
        [it.round.id],
      ),
    ).toMatchObject([
      { id: first.requestId, replaced_at: later(5) },
      {
        id: second.requestId,
        replaced_at: null,
        consent_due_at: it.round.consentDueAt,
        reminders_on: false,
      },
    ]);
    expect(
      await f.sql("select requested_at from associations where id = $1", [it.round.id]),
    ).toEqual([{ requested_at: f.now }]);
  });

  test("D25 the same contact asked anew eight times within ten minutes gets one e-mail", async () => {
    const it = await start();
    await sendConsent(f.ctx(it.company.admin), { draftId: await fill(it) });
    for (let n = 1; n < 8; n++) {
      const draftId = await fill(it, {
        firstName: `Noor ${n}`,
        email: `NOOR+x@${it.tenant.domain}`,
      });
      const again = sendConsent(f.ctx(it.company.admin, later(n)), { draftId });
      expect(await codesOf(again)).toEqual([":rate_limited_mail"]);
    }
    expect(await count("emails", it.company)).toBe(1);
    expect(await count("consent_requests", it.company)).toBe(1);
  });

  test("two corrections at once: one request is left to answer", async () => {
    const it = await start();
    const to = (name: string) => fill(it, { email: `${name}@${it.tenant.domain}` });
    const drafts = [await to("noor"), await to("iris"), await to("daan")];
    await Promise.all(drafts.map((draftId) => sendConsent(f.ctx(it.company.admin), { draftId })));
    expect(
      await f.sql(
        "select count(*)::int as n from consent_requests where association_id = $1 and replaced_at is null",
        [it.round.id],
      ),
    ).toEqual([{ n: 1 }]);
  });

  test("S46, D9: until the last instant of the last day, and never after it", async () => {
    const it = await start();
    const due = it.round.consentDueAt;
    const inTime = new Date(due.getTime() - 1);
    const draftId = await fill(it);
    const tooLate = sendConsent(f.ctx(it.company.admin, due), { draftId });
    expect(await codesOf(tooLate)).toEqual([":expired"]);
    await sendConsent(f.ctx(it.company.admin, inTime), { draftId });
  });

  test("what is wrong with the contacts is said at each field, and what was typed is kept", async () => {
    const it = await start();
    const draft = randomUUID();
    const wrong = { draft, firstName: " ", email: "noor", language: "fr", partnerPhone: "call me" };
    expect(await codesOf(fill(it, wrong))).toEqual([
      "firstName:required_first_name",
      "email:invalid_email",
      "language:required_language",
      "partnerPhone:invalid_phone",
    ]);
    expect(await f.sql("select values from drafts where id = $1", [draft])).toMatchObject([
      { values: { email: "noor", lastName: "de Wit", partnerPhone: "call me" } },
    ]);
    expect(await codesOf(sendConsent(f.ctx(it.company.admin), { draftId: draft }))).toHaveLength(4);
    expect(await count("emails", it.company)).toBe(0);
  });

  test("nobody without a role, of another location or another company can send it", async () => {
    const it = await start();
    const draftId = await fill(it);
    const elsewhere = await f.location(it.company);
    const grants = [{ role: "incentives_user" as const, locationId: elsewhere.id }];
    const send = (actor: PartnerUser) => codesOf(sendConsent(f.ctx(actor), { draftId }));
    expect(await send({ ...it.company.admin, grants: [] })).toEqual([":no_role"]);
    const move = (to: string | null) =>
      f.sql("update role_grants set location_id = $2 where user_id = $1", [
        it.company.admin.userId,
        to,
      ]);
    await move(elsewhere.id);
    expect(await send({ ...it.company.admin, grants })).toEqual([":not_found"]);
    await move(null);
    expect(await send(await f.user(it.company, { grants }))).toEqual([":not_found"]);
    const stranger = (await f.partner()).admin;
    expect(await send(stranger)).toEqual([":not_found"]);
    expect(await codesOf(fill(it, {}, { actor: stranger }))).toEqual([":not_found"]);
    const resend = resendConsent(f.ctx(stranger), { associationId: it.round.id });
    expect(await codesOf(resend)).toEqual([":not_found"]);
    expect(await count("emails", it.company)).toBe(0);
  });

  test("S12: not once another partner has the customer's consent", async () => {
    const it = await start();
    const rival = await f.partner();
    const theirs = await f.association(rival, it.tenant, it.engagement, { requestedAt: f.now });
    const draftId = await fill(it);
    await consented(theirs);
    expect(await codesOf(sendConsent(f.ctx(it.company.admin), { draftId }))).toEqual([
      ":no_longer_open",
    ]);
  });

  test("S11: not once the customer no longer meets the criteria", async () => {
    const it = await start();
    const draftId = await fill(it);
    await f.eligible(it.tenant, it.engagement, false);
    expect(await codesOf(sendConsent(f.ctx(it.company.admin), { draftId }))).toEqual([
      ":not_eligible",
    ]);
  });

  test("not after the customer's answer", async () => {
    const it = await start();
    const draftId = await fill(it);
    await f.sql("update associations set requested_at = now() where id = $1", [it.round.id]);
    await consented(it.round);
    expect(await codesOf(sendConsent(f.ctx(it.company.admin), { draftId }))).toEqual([
      ":already_answered",
    ]);
  });
});

describe("resendConsent", () => {
  test("S54: the same request, a new e-mail and link, not within ten minutes", async () => {
    const it = await start();
    const ctx = (minutes: number) => f.ctx(it.company.admin, later(minutes));
    const associationId = it.round.id;
    expect(await codesOf(resendConsent(ctx(0), { associationId }))).toEqual([":not_found"]);
    const { requestId } = await sendConsent(ctx(0), { draftId: await fill(it) });
    expect(await codesOf(resendConsent(ctx(9), { associationId }))).toEqual([":rate_limited_mail"]);
    await resendConsent(ctx(10), { associationId });
    expect(await codesOf(resendConsent(ctx(11), { associationId }))).toEqual([
      ":rate_limited_mail",
    ]);
    expect([
      await count("emails", it.company),
      await count("consent_requests", it.company),
      await count("consent_links", it.company),
    ]).toEqual([2, 1, 2]);
    expect(await events(it.company)).toEqual(["consent.sent", "consent.resent"]);
    expect(
      await f.sql("select consent_due_at, replaced_at from consent_requests where id = $1", [
        requestId,
      ]),
    ).toEqual([{ consent_due_at: it.round.consentDueAt, replaced_at: null }]);
    const due = f.ctx(it.company.admin, it.round.consentDueAt);
    expect(await codesOf(resendConsent(due, { associationId }))).toEqual([":expired"]);
  });

  test("pressed several times at once it sends one e-mail", async () => {
    const it = await start();
    await sendConsent(f.ctx(it.company.admin), { draftId: await fill(it) });
    const ctx = f.ctx(it.company.admin, later(60));
    const press = () => resendConsent(ctx, { associationId: it.round.id });
    const results = await Promise.allSettled([press(), press(), press()]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await count("emails", it.company)).toBe(2);
  });
});

describe("setReminders", () => {
  test("D13: off and on, with an audit row; another company's is not found", async () => {
    const it = await start();
    const input = { associationId: it.round.id, on: false };
    expect(await codesOf(setReminders(f.ctx(it.company.admin), input))).toEqual([":not_found"]);
    const { requestId } = await sendConsent(f.ctx(it.company.admin), { draftId: await fill(it) });
    await setReminders(f.ctx(it.company.admin), input);
    expect(
      await f.sql("select reminders_on from consent_requests where id = $1", [requestId]),
    ).toEqual([{ reminders_on: false }]);
    expect(await events(it.company)).toEqual(["consent.sent", "consent.reminders_set"]);
    const stranger = (await f.partner()).admin;
    expect(await codesOf(setReminders(f.ctx(stranger), input))).toEqual([":not_found"]);
    expect(await codesOf(setReminders(f.ctx({ ...stranger, grants: [] }), input))).toEqual([
      ":no_role",
    ]);
  });
});

/** Sets the facts of a consent as they would be after an answer; the answer itself is left out. */
async function consented(round: Association): Promise<void> {
  await f.sql(
    `do $$ begin
      set constraints all immediate;
      alter table associations disable trigger associations_answer_fits;
      update associations set consented_at = '2026-03-10T09:00:00Z', consent_slot = 1,
        delivery_due_at = '2026-06-09T00:00:00Z' where id = '${round.id}';
      alter table associations enable trigger associations_answer_fits;
    end $$`,
  );
}

import { randomUUID } from "node:crypto";
import { addRequest, ask, formOf, type Asked } from "@/testing/asked";
import { claimOf, consented } from "@/testing/claims";
import { programmeOf } from "@/lib/installation";
import { fixture, type Company } from "@/testing/fixture";
import { sent, sentAt, surveyed } from "@/testing/surveys";
import { editClaim } from "../../claims/edit-claim";
import { editInput } from "../../claims/schema";
import { closeOwnSurveys } from "../../claims/surveys/close-own-surveys";
import { resendSurvey } from "../../claims/surveys/resend-survey";
import { sendSurvey } from "../../claims/surveys/send-survey";
import { reading, type Operator, type PartnerUser } from "../../ctx";
import { mergeTenants } from "../../customers/merge/merge-tenants";
import { planMerge } from "../../customers/merge/queries";
import { Refusal } from "../../errors";
import { mailboxKey } from "../../input";
import { tellStopped as job } from "../../jobs/tell-stopped";
import { checkRequest } from "../../views/check-request";
import { programmeReport } from "../../views/programme/reports";
import { findRequest } from "../../visitors/find-request";
import { answerConsent } from "../answer";
import { endRound } from "../end-round";
import { reportRequest } from "../report";
import { saveContact } from "../save-contact";
import { sendConsent } from "../send";
import { liftBan } from "./lift-ban";
import { stopRequest } from "./stop-request";

const f = fixture();
const HOUR = 3_600_000;
const at = (hours = 1) => new Date(f.now.getTime() + hours * HOUR);
const reason = "Nobody there knows this partner.";
let staff: Operator;
beforeAll(async () => {
  staff = await f.operator();
});

async function asked(company?: Company): Promise<Asked> {
  const engagement = await f.engagement();
  const tenant = await f.tenant({ eligibleFor: [engagement] });
  const request = { contactEmail: `zoe@${tenant.domain}` };
  return ask(f, { company: company ?? (await f.partner()), engagement, tenant, request });
}
/** Another round of the company with the same customer. */
async function anew(it: Asked, values: Parameters<typeof f.association>[3] = {}) {
  const engagement = await f.engagement();
  await f.eligible(it.tenant, engagement);
  const known = await f.sql("select from known_customers where partner_id = $1", [it.company.id]);
  const origin = known.length > 0 ? ("claimed" as const) : ("added" as const);
  return f.association(it.company, it.tenant, engagement, {
    origin,
    ...(origin === "claimed" ? { customerEmail: null } : {}),
    ...values,
  });
}
async function report(it: Asked, when = at()): Promise<string> {
  const form = await formOf(f, it.visitor, when);
  await reportRequest(f.ctx(it.visitor, when), { ...form, message: "Wie?", saysLanguages: true });
  const sql = "select id from consent_reports where request_id = $1";
  return (await f.sql<{ id: string }>(sql, [it.request.id]))[0]!.id;
}
const stop = (id: string, when = at(5)) => stopRequest(f.ctx(staff, when), { report: id, reason });
const banOf = async (it: Asked) =>
  (
    await f.sql<{ id: string; lifted_at: Date | null }>(
      "select id, lifted_at from contact_bans where partner_id = $1 order by banned_at desc",
      [it.company.id],
    )
  )[0];
const requestOf = async (id: string) =>
  (await f.sql("select closed_for, replaced_at from consent_requests where id = $1", [id]))[0];
const mailsOf = (it: Asked, template: string) =>
  f.sql<{ recipient: string; variables: Record<string, unknown> }>(
    "select recipient, variables from emails where partner_id = $1 and template = $2 order by created_at",
    [it.company.id, template],
  );
const queued = async (it: Asked) =>
  (
    await f.sql<{ data: { requestId: string; banId: string } }>(
      "select data from pgboss.job where name = 'tell-stopped' and data->>'banId' = $1",
      [(await banOf(it))!.id],
    )
  ).map(({ data }) => data);
const codesOf = async (act: Promise<unknown>) => {
  const error: unknown = await act.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error === null) return [];
  if (!(error instanceof Refusal)) throw new Error("no refusal", { cause: error });
  return error.errors.map(({ field, code }) => `${field}:${code}`);
};
/** What comes of naming somebody on the first screen, and of sending it. */
async function name(
  it: Pick<Asked, "association">,
  actor: PartnerUser,
  email: string,
  other: { partnerEmail?: string; when?: Date } = {},
) {
  const ctx = f.ctx(actor, other.when ?? at(6));
  const draft = randomUUID();
  const saved = await codesOf(
    saveContact(ctx, {
      firstName: "Zoë",
      lastName: "de Vries",
      title: "CIO",
      email,
      language: "nl",
      partnerName: "Robin Jansen",
      partnerEmail: other.partnerEmail ?? "robin@partner.example",
      partnerPhone: "",
      draft,
      associationId: it.association.id,
    }),
  );
  return { saved, sent: await codesOf(sendConsent(ctx, { draftId: draft })) };
}
const forbidden = { saved: ["email:contact_stopped"], sent: ["email:contact_stopped"] };

describe("the address is forbidden wherever the request stands", () => {
  const endings: [string, (it: Asked) => Promise<unknown>][] = [
    ["waits for its answer", () => Promise.resolve()],
    [
      "was ended by the partner",
      (it) =>
        endRound(f.ctx(it.company.admin, at(3)), {
          associationId: it.association.id,
          reason: "wrong_customer",
        }),
    ],
    [
      "was replaced by one to somebody else",
      async (it) =>
        expect(
          await name(it, it.company.admin, `kim@${it.tenant.domain}`, { when: at(3) }),
        ).toEqual({ saved: [], sent: [] }),
    ],
    [
      "was declined",
      async (it) =>
        answerConsent(f.ctx(it.visitor, at(3)), {
          ...(await formOf(f, it.visitor, at(3))),
          decision: "decline",
        }),
    ],
    [
      "was accepted",
      async (it) =>
        answerConsent(f.ctx(it.visitor, at(3)), {
          ...(await formOf(f, it.visitor, at(3))),
          decision: "accept",
        }),
    ],
  ];
  test.each(endings)("the request %s", async (_, end) => {
    const it = await asked();
    const id = await report(it);
    await end(it);
    const before = await requestOf(it.request.id);
    await stop(id);
    expect(await banOf(it)).toMatchObject({ lifted_at: null });
    const open = before!.replaced_at === null && end === endings[0]![1];
    expect(await requestOf(it.request.id)).toEqual(
      open ? { closed_for: "programme", replaced_at: null } : before,
    );
    const again = await anew(it);
    expect(await name({ association: again }, it.company.admin, `zoe@${it.tenant.domain}`)).toEqual(
      forbidden,
    );
    const [job1, ...more] = await queued(it);
    expect(more).toEqual([]);
    await job(f.db, job1);
    await job(f.db, job1);
    const told = await mailsOf(it, "partner-contact-decision");
    expect(told[0]?.variables).toMatchObject({
      decision: open ? "stopped" : "banned",
      note: reason,
      contactEmail: it.request.contactEmail,
    });
    expect(new Set(told.map(({ recipient }) => recipient)).size).toBe(told.length);
    const contact = (await mailsOf(it, "request-ended")).filter(
      ({ variables }) => variables.kind !== "partner",
    );
    expect(contact).toMatchObject([
      { recipient: it.request.contactEmail, variables: { kind: open ? "programme" : "banned" } },
    ]);
  });

  test("the request ran out", async () => {
    const it = await asked();
    const id = await report(it);
    await stop(id, at(24 * 40));
    expect(await banOf(it)).toMatchObject({ lifted_at: null });
  });
});

test("every request of the partner to the mailbox is stopped, and no other one", async () => {
  const company = await f.partner();
  const it = await asked(company);
  const { tenant } = it;
  const request = { contactEmail: `Zoe+sales@${tenant.domain}` };
  const engagement = await f.engagement();
  const same = await ask(f, { company, tenant, engagement, request });
  const to = { contactEmail: `kim@${tenant.domain}` };
  const kim = await ask(f, { company, tenant, engagement: await f.engagement(), request: to });
  const rival = await ask(f, { tenant, engagement, request });
  await stop(await report(it));
  expect(await requestOf(same.request.id)).toMatchObject({ closed_for: "programme" });
  expect(await requestOf(kim.request.id)).toMatchObject({ closed_for: null });
  expect(await requestOf(rival.request.id)).toMatchObject({ closed_for: null });
  expect((await queued(it)).map(({ requestId }) => requestId).sort()).toEqual(
    [it.request.id, same.request.id].sort(),
  );
});

describe("every door where a contact is named or mailed", () => {
  test("consent: another spelling, a colleague at another location", async () => {
    const company = await f.partner({ locations: [{}, {}] });
    const it = await asked(company);
    const second = company.locations[1]!;
    const colleague = await f.user(company, {
      grants: [{ role: "incentives_user", locationId: second.id }],
    });
    const elsewhere = await anew(it, { locationId: second.id });
    await stop(await report(it));
    const zoe = `zoe@${it.tenant.domain}`;
    for (const email of [zoe, `ZOE@${it.tenant.domain}`, `zoe+mci@${it.tenant.domain}`])
      expect(await name({ association: elsewhere }, colleague, email)).toEqual(forbidden);
    const other = `kim@${it.tenant.domain}`;
    expect(await name({ association: elsewhere }, colleague, other)).toEqual({
      saved: [],
      sent: [],
    });
  });

  test("consent: as the partner's own contact", async () => {
    const it = await ask(f);
    await stop(await report(it));
    const partnerEmail = it.request.contactEmail.replace("@", "+robin@");
    const kim = `kim@${it.tenant.domain}`;
    expect(
      await name({ association: await anew(it) }, it.company.admin, kim, { partnerEmail }),
    ).toEqual({
      saved: ["partnerEmail:contact_stopped"],
      sent: ["partnerEmail:contact_stopped"],
    });
  });

  test("survey: sent, sent again, to a changed contact, to a colleague; one that waits is closed", async () => {
    const asked = await surveyed(f);
    const it = await sent(f, asked);
    await stop(await report(asked, sentAt(it)), sentAt(it));
    const later = new Date(sentAt(it).getTime() + HOUR);
    const { number } = it.claim;
    const ctx = f.ctx(it.company.admin, later);
    expect(await codesOf(sendSurvey(ctx, { kind: "customer", number }))).toEqual([]);
    expect(await codesOf(resendSurvey(ctx, { kind: "customer", number }))).toEqual([
      ":contact_stopped",
    ]);
    const [survey] = await f.sql("select closed_at from claim_surveys where id = $1", [
      it.survey.id,
    ]);
    expect(survey?.closed_at).toEqual(later);
    expect(await codesOf(sendSurvey(ctx, { kind: "customer", number }))).toEqual([
      ":contact_stopped",
    ]);
    const colleague = {
      kind: "partner" as const,
      number,
      colleagueName: "Zoë",
      colleagueEmail: it.request.contactEmail,
      colleagueLanguage: "nl" as const,
    };
    expect(await codesOf(sendSurvey(ctx, colleague))).toEqual(["colleagueEmail:contact_stopped"]);
    const tagged = it.request.contactEmail.replace("@", "+x@");
    const edit = async (values: Record<string, string>) =>
      codesOf(
        editClaim(
          ctx,
          editInput.parse({
            number: String(number),
            version: String((await claimOf(f, it.association.id)).version),
            ...values,
          }),
        ),
      );
    const customer = {
      part: "customer",
      firstName: "Z",
      lastName: "",
      title: "CIO",
      language: "nl",
    };
    expect(await edit({ ...customer, email: tagged, contactReason: "Asked." })).toEqual([
      "email:contact_stopped",
    ]);
    expect(await edit({ part: "partner", partnerName: "Zoë", partnerEmail: tagged })).toEqual([
      "partnerEmail:contact_stopped",
    ]);
  });

  test("the job closes a survey that waits, and tells the partner of the claim", async () => {
    const asked = await surveyed(f);
    const it = await sent(f, asked);
    await stop(await report(asked, sentAt(it)), sentAt(it));
    await closeOwnSurveys(f.system(sentAt(it)));
    const told = await mailsOf(it, "partner-contact-decision");
    expect(told.map(({ variables }) => [variables.decision, variables.claimNumber])).toContainEqual(
      ["banned", String(it.claim.number)],
    );
    const [survey] = await f.sql("select closed_at from claim_surveys where id = $1", [
      it.survey.id,
    ]);
    expect(survey?.closed_at).not.toBeNull();
  });

  test("the database has the last word: neither a request nor a link to the mailbox", async () => {
    const it = await asked();
    const other = await anew(it);
    const made = await addRequest(f, it.company, other, {
      contactEmail: `kim@${it.tenant.domain}`,
    });
    await f.sql("alter table consent_requests disable trigger request_stays");
    const written = f.sql("update consent_requests set contact_email = $2 where id = $1", [
      made.id,
      `zoe+1@${it.tenant.domain}`,
    ]);
    await written;
    await f.sql("alter table consent_requests enable trigger request_stays");
    await f.sql("update consent_requests set replaced_at = sent_at where id = $1", [made.id]);
    await stop(await report(it));
    const link = f.sql(
      "insert into consent_links (partner_id, request_id, token_hash, created_at) values ($1, $2, sha256('x'), now())",
      [it.company.id, made.id],
    );
    await expect(link).rejects.toMatchObject({ constraint: "links_contact_banned" });
    const ctx = f.ctx(it.company.admin);
    const asks = ctx.db.transaction(f.scope(it.company.admin), (db) =>
      db.execute(`insert into consent_requests (partner_id, association_id, consent_due_at, contact_first_name, contact_last_name,
          contact_title, contact_email, language, partner_contact_name, partner_contact_email, partner_contact_phone, wording_version, sent_by, sent_at)
        select partner_id, id, consent_due_at, 'Z', '', 'CIO', 'ZOE@${it.tenant.domain}', 'nl', 'R', 'r@partner.example', '', '1',
          '${it.company.admin.userId}', '${at(6).toISOString()}' from associations where id = '${other.id}'`),
    );
    await expect(asks).rejects.toMatchObject({
      cause: { constraint: "consent_requests_contact_banned" },
    });
  });
});

describe("lifting", () => {
  test("staff see the ban and lift it with a reason; the partner is told and may ask again", async () => {
    const it = await asked();
    const id = await report(it);
    const view = () => reading(f.ctx(staff, at(8)), (tx) => programmeReport(tx, { reportId: id }));
    expect((await view()).ban).toBeNull();
    await stop(id);
    const { name: by } = staff;
    expect((await view()).ban).toEqual({
      state: "banned",
      last: { at: at(5), name: by, reason },
    });
    const lift = (actor: Operator = staff) =>
      liftBan(f.ctx(actor, at(7)), { report: id, why: "They agreed by phone." });
    const own = { ...staff, companies: [it.company.id] };
    await expect(lift(own)).rejects.toMatchObject({ code: "own_company" });
    await lift();
    await expect(lift()).rejects.toMatchObject({ code: "already_done" });
    expect((await view()).ban).toEqual({
      state: "lifted",
      last: { at: at(7), name: by, reason: "They agreed by phone." },
    });
    expect((await mailsOf(it, "partner-contact-decision"))[0]?.variables).toMatchObject({
      decision: "lifted",
      note: "They agreed by phone.",
    });
    const zoe = `zoe@${it.tenant.domain}`;
    expect(await name(it, it.company.admin, zoe, { when: at(8) })).toEqual({ saved: [], sent: [] });
    const events = await f.sql(
      "select event from audit_log where subject_id = $1 and event like 'contact.ban%' order by seq",
      [it.association.id],
    );
    expect(events).toEqual([{ event: "contact.banned" }, { event: "contact.ban_lifted" }]);
  });

  test("a mailbox is banned once, also where the ban lost its address; of merged tenants all bans are lifted", async () => {
    const company = await f.partner();
    const it = await asked(company);
    const request = { contactEmail: it.request.contactEmail };
    const engagement = await f.engagement();
    const same = await ask(f, { company, tenant: it.tenant, engagement, request });
    const other = await ask(f, { company, engagement: await f.engagement(), request });
    const [first, second, third] = [await report(it), await report(same), await report(other)];
    await stop(first);
    await f.sql(
      "update contact_bans set contact_email = ban_mark('5a17', contact_email) where partner_id = $1",
      [company.id],
    );
    expect(await codesOf(stop(second))).toEqual([":already_done"]);
    await stop(third);
    const [from, into] = [other.tenant.id, it.tenant.id];
    const ctx = f.ctx(await f.operator({ roles: ["data_steward"] }), at(6));
    const { seen } = await reading(ctx, (tx) => planMerge(tx, { from, into }));
    await mergeTenants(ctx, { tenant: from, into, seen });
    const standing = async () =>
      (
        await f.sql<{ is: boolean }>(
          "select exists (select from contact_bans b where standing_tenant(b.tenant_id) = $1 and b.lifted_at is null and ban_is_of(b.mailbox, $2)) as is",
          [into, request.contactEmail],
        )
      )[0]?.is;
    expect(await standing()).toBe(true);
    await liftBan(f.ctx(staff, at(7)), { report: second, why: "They agreed by phone." });
    expect(await standing()).toBe(false);
    const view = await reading(f.ctx(staff, at(8)), (tx) =>
      programmeReport(tx, { reportId: second }),
    );
    expect(view.ban).toMatchObject({ state: "lifted" });
    expect(
      await f.sql("select from audit_log where chain = $1 and event = 'contact.ban_lifted'", [
        company.id,
      ]),
    ).toHaveLength(2);
  });

  test("the partner itself and its staff neither write nor lift a ban", async () => {
    const it = await asked();
    await stop(await report(it));
    const tries = ["delete from contact_bans", "update contact_bans set lifted_at = now()"];
    for (const text of tries) {
      const ctx = f.ctx(it.company.admin);
      const act = ctx.db.transaction(f.scope(it.company.admin), (db) => db.execute(text));
      await act.catch(() => null);
    }
    expect(await banOf(it)).toMatchObject({ lifted_at: null });
  });
});

test("/check says that the programme stopped a request, also one that had ended", async () => {
  const it = await asked();
  const check = async () =>
    checkRequest("en", await programmeOf(f.db), await findRequest(f.door().db, it.request.number))
      .found?.stopped;
  expect(await check()).toBe(false);
  const id = await report(it);
  await endRound(f.ctx(it.company.admin, at(3)), {
    associationId: it.association.id,
    reason: "wrong_customer",
  });
  expect(await check()).toBe(false);
  await stop(id);
  expect(await check()).toBe(true);
});

test("one mailbox is one text in columns, function and rules", async () => {
  const spellings = [
    "Robin@Contoso.example",
    "robin+x@contoso.example",
    "robin+x+y@contoso.example",
    "+x@contoso.example",
    "+x+y@contoso.example",
    "robin@xn--mnchen-3ya.example",
    "a.b@contoso.example",
    "ÉLAN+x@contoso.example",
    "İpek@contoso.example",
    "ΟΔΥΣΣΕΥΣ@contoso.example",
  ];
  for (const spelling of spellings) {
    const [row] = await f.sql<{ key: string }>("select mailbox_key($1) as key", [spelling]);
    expect(row?.key).toBe(mailboxKey(spelling));
  }
  const [emails, bans] = await f.sql<{ made: string }>(
    `select replace(replace(pg_get_expr(adbin, adrelid), 'recipient', 'x'), 'contact_email', 'x') as made from pg_attrdef
     where adrelid in ('emails'::regclass, 'contact_bans'::regclass) and pg_get_expr(adbin, adrelid) like 'regexp_replace%'`,
  );
  expect(emails?.made).toBe(bans?.made);
  const [own] = await f.sql<{ made: string }>(
    "select replace(pg_get_functiondef('mailbox_key'::regproc), 'p_address', 'x') as made",
  );
  expect(own?.made).toContain(emails?.made);
});

test("a consent that was given stands, and its claim shows that the contact is forbidden", async () => {
  const it = await consented(f);
  await stop(await report(it, at(30)), at(31));
  expect(await claimOf(f, it.association.id)).toMatchObject({ status: "editing" });
});

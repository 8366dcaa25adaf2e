import { randomBytes, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { consentRequests, contactReleases, sessions } from "@/db/schema";
import { getConfig } from "@/lib/config";
import { reading, type Operator, type PartnerUser } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { tellRelease as job } from "@/lib/jobs/tell-release";
import { addLink, ask, formOf } from "@/testing/asked";
import { claimOf, consented, giveProof, submitted } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { sent, sentAt, surveyed } from "@/testing/surveys";
import { askConsentView } from "@/lib/views/ask-consent";
import { programmeContact, programmeContacts } from "@/lib/views/programme/contacts";
import { programmeWaiting } from "@/lib/views/programme/waiting";
import { programmeClaim } from "@/lib/views/claim/review";
import { editClaim } from "../../claims/edit-claim";
import { editInput } from "../../claims/schema";
import { resendSurvey } from "../../claims/surveys/resend-survey";
import { submitClaim } from "../../claims/submit-claim";
import { sendSurvey } from "../../claims/surveys/send-survey";
import { sendReleasedSurveys } from "../../claims/surveys/send-released";
import { answerConsent } from "../answer";
import { remind } from "../remind";
import { resendConsent } from "../resend";
import { saveContact } from "../save-contact";
import { liftBan } from "../reports/lift-ban";
import { stopRequest } from "../reports/stop-request";
import { reportRequest } from "../report";
import { sendConsent } from "../send";
import { decideContact } from "./decide-contact";
import { sendReleased } from "./send-released";
import { tellRelease } from "./tell-release";

const f = fixture();
const DAY = 86_400_000;
const day = (days: number) => new Date(f.now.getTime() + days * DAY);

async function start() {
  const company = await f.partner();
  await f.sql("insert into partner_domains (partner_id, domain) values ($1, $2)", [
    company.id,
    `own-${company.id.slice(0, 8)}.example`,
  ]);
  const engagement = await f.engagement();
  const tenant = await f.tenant({ eligibleFor: [engagement] });
  const round = await f.association(company, tenant, engagement);
  return { company, engagement, tenant, round, own: `own-${company.id.slice(0, 8)}.example` };
}
type Case = Awaited<ReturnType<typeof start>>;

async function fill(
  { company, round }: Pick<Case, "company" | "round">,
  email: string,
  contactReason = "",
  at = f.now,
): Promise<string> {
  const draft = randomUUID();
  await saveContact(f.ctx(company.admin, at), {
    firstName: "Noor",
    lastName: "de Wit",
    title: "CIO",
    email,
    contactReason,
    language: "nl",
    partnerName: "Robin Jansen",
    partnerEmail: "robin@partner.example",
    partnerPhone: "",
    draft,
    associationId: round.id,
  });
  return draft;
}
const outside = "noor@advies.example";
const send = async (it: Case, email = outside, reason = "She advises the board", at = f.now) =>
  sendConsent(f.ctx(it.company.admin, at), { draftId: await fill(it, email, reason, at) });
const codesOf = async (act: Promise<unknown>) => {
  const error: unknown = await act.then(
    () => new Error("done"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw error;
  return error.errors.map(({ field, code }) => `${field}:${code}`);
};
const mails = (partnerId: string) =>
  f.sql<{ template: string; recipient: string; variables: Record<string, unknown> }>(
    "select template, recipient, variables from emails where partner_id = $1 order by created_at, recipient",
    [partnerId],
  );
const releaseOf = async (partnerId: string) =>
  (
    await f.sql<{ id: string; decision: string | null }>(
      "select id, decision from contact_releases where partner_id = $1 order by asked_at desc",
      [partnerId],
    )
  )[0]!;
const rowOf = async (it: Case) =>
  (
    await f.sql(
      "select status, contact_release, mail_state from customers where association_id = $1",
      [it.round.id],
    )
  )[0];
const events = async (chain: string) =>
  (
    await f.sql<{ event: string }>("select event from audit_log where chain = $1 order by seq", [
      chain,
    ])
  ).map(({ event }) => event);
const show = (it: Case, step: "start" | "contact", actor: PartnerUser = it.company.admin) =>
  reading(f.ctx(actor, day(1)), (tx) =>
    askConsentView(tx, {
      slug: it.engagement.slug,
      associationId: it.round.id,
      draft: step === "start" ? null : randomUUID(),
      step,
    }),
  );
const decide = async (
  it: { company: { id: string } },
  decision: "released" | "refused",
  note = "",
  actor?: Operator,
) => {
  const { id } = await releaseOf(it.company.id);
  const staff = actor ?? (await f.operator());
  await decideContact(f.ctx(staff, day(1)), { release: id, decision, note });
  return id;
};

describe("nobody consents for their own customer, at every door", () => {
  const addresses = [
    ["a free mail provider", () => "noor@gmail.com", "contact_free_mail"],
    ["the partner's domain", (it: Case) => `noor@sub.${it.own}`, "contact_own_domain"],
    ["a domain of its people", () => "noor@partner.example", "contact_own_domain"],
    ["one of its people", (it: Case) => it.company.admin.email, "contact_own_person"],
  ] as const;

  test.each(addresses)("the first screen: %s; what was typed is kept", async (_, email, code) => {
    const it = await start();
    expect(await codesOf(fill(it, email(it), "because"))).toEqual([`email:${code}`]);
    const [draft] = await f.sql<{ values: { email: string } }>(
      "select values from drafts where subject_id = $1",
      [it.round.id],
    );
    expect(draft?.values.email).toBe(email(it));
  });

  test("sending: a domain that became the partner's since", async () => {
    const it = await start();
    const draftId = await fill(it, `noor@${it.tenant.domain}`);
    await own(it);
    expect(await codesOf(sendConsent(f.ctx(it.company.admin), { draftId }))).toEqual([
      "email:contact_own_domain",
    ]);
  });

  test("sending again", async () => {
    const it = await start();
    await send(it, `noor@${it.tenant.domain}`);
    await own(it);
    const act = resendConsent(f.ctx(it.company.admin, day(1)), { associationId: it.round.id });
    expect(await codesOf(act)).toEqual([":contact_own_domain"]);
  });

  test("a reminder", async () => {
    const it = await start();
    await send(it, `noor@${it.tenant.domain}`);
    await own(it);
    await remind(f.system(day(16)));
    const templates = (await mails(it.company.id)).map(({ template }) => template);
    expect(new Set(templates)).toEqual(new Set(["consent-request", "partner-contact-decision"]));
  });

  test("what waited for a release that came just before", async () => {
    const it = await start();
    await send(it);
    const releaseId = await decide(it, "released");
    await own(it, outside.split("@")[1]);
    await sendReleased(f.system(day(2)), { partnerId: it.company.id, releaseId });
    expect((await mails(it.company.id)).filter(({ recipient }) => recipient === outside)).toEqual(
      [],
    );
  });

  test("the customer survey that waited for a release that came just before", async () => {
    const it = await sent(f, await surveyed(f));
    await edit(it, outside, "She did the workshop");
    const releaseId = await decide(it, "released");
    await own(it, outside.split("@")[1]);
    await sendReleasedSurveys(f.system(day(6)), { partnerId: it.company.id, releaseId });
    expect((await mails(it.company.id)).filter(({ recipient }) => recipient === outside)).toEqual(
      [],
    );
  });

  test.each(addresses)("the claim's contact: %s", async (_, email, code) => {
    const it = await consented(f);
    const about = { ...it, own: "", round: it.association };
    if (code === "contact_own_domain") await own(it, "sub.own.example");
    const typed = email({ ...about, own: "own.example" });
    expect(await codesOf(edit(it, typed, "because"))).toEqual([`email:${code}`]);
  });

  test("the customer survey, once the partner's contact has the customer contact's address", async () => {
    const it = await surveyed(f);
    const typed = editInput.parse({
      part: "partner",
      number: String(it.claim.number),
      version: String(it.claim.version),
      partnerName: "Robin Jansen",
      partnerEmail: it.claim.contactEmail,
    });
    await editClaim(f.ctx(it.company.admin, sentAt(it)), typed);
    const act = sendSurvey(f.ctx(it.company.admin, sentAt(it)), {
      kind: "customer",
      number: it.claim.number,
    });
    expect(await codesOf(act)).toEqual([":contact_own_person"]);
  });

  test("the customer survey, sent and sent again", async () => {
    const it = await surveyed(f);
    await own(it, "customer.example");
    const act = sendSurvey(f.ctx(it.company.admin, sentAt(it)), {
      kind: "customer",
      number: it.claim.number,
    });
    expect(await codesOf(act)).toEqual([":contact_own_domain"]);
    const other = await sent(f, await surveyed(f));
    await own(other, "customer.example");
    const again = resendSurvey(f.ctx(other.company.admin, day(5)), {
      kind: "customer",
      number: other.claim.number,
    });
    expect(await codesOf(again)).toEqual([":contact_own_domain"]);
  });

  function own(it: { company: { id: string }; tenant: { domain: string } }, domain?: string) {
    return f.sql("insert into partner_domains (partner_id, domain) values ($1, $2)", [
      it.company.id,
      domain ?? it.tenant.domain,
    ]);
  }
});

const edit = (it: Awaited<ReturnType<typeof consented>>, email: string, contactReason = "") =>
  editClaim(
    f.ctx(it.company.admin, day(5)),
    editInput.parse({
      part: "customer",
      number: String(it.claim.number),
      version: String(it.claim.version),
      firstName: "Noor",
      lastName: "Bakker",
      title: "CIO",
      email,
      contactReason,
      language: "en",
      confirmed: "yes",
    }),
  );

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
    const list = await reading(f.ctx(staff, day(1)), (tx) =>
      programmeContacts(tx, { after: undefined }),
    );
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

describe("an answer from where the partner signs in", () => {
  test.each([
    ["the same address", "192.0.2.7", 10, true],
    ["another address", "192.0.2.8", 10, false],
    ["longer than 90 days ago", "192.0.2.7", 92, false],
  ])("is flagged to the reviewer: %s", async (_, ipAddress, daysAgo, flagged) => {
    const company = await f.partner();
    await f.owner().db.transaction({ actor: "system" }, (db) =>
      db.insert(sessions).values({
        userId: company.admin.userId,
        partnerId: company.id,
        chosenAt: day(-daysAgo),
        secretHash: randomBytes(32),
        createdAt: day(-daysAgo),
        expiresAt: day(1 - daysAgo),
        ipAddress,
      }),
    );
    const it = await submitted(f, { company });
    const staff = await f.operator();
    const view = await reading(f.ctx(staff, day(12)), (tx) =>
      programmeClaim(tx, { claimNumber: String(it.claim.number), search: {} }),
    );
    expect(view.doubts).toMatchObject({ consent: flagged, survey: false });
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
    await f.sql("insert into partner_domains (partner_id, domain) values ($1, $2)", [it.company.id, domain]); // prettier-ignore
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

import { reading } from "@/lib/ctx";
import { getClaim } from "@/lib/claims/queries";
import { askConsentView } from "@/lib/views/ask-consent";
import { askedRequest } from "@/lib/views/asked-request";
import { askedSurvey } from "@/lib/views/asked-survey";
import { claimSurveys } from "@/lib/views/claim/surveys";
import { ask, formOf } from "@/testing/asked";
import { claimOf, consented } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { behind, sent, sentAt, surveyed, surveyForm } from "@/testing/surveys";
import { editClaim } from "../../claims/edit-claim";
import { editInput } from "../../claims/schema";
import { answerSurvey } from "../../claims/surveys/answer-survey";
import { closeOwnSurveys } from "../../claims/surveys/close-own-surveys";
import { resendSurvey } from "../../claims/surveys/resend-survey";
import { sendSurvey } from "../../claims/surveys/send-survey";
import { codeOf } from "../../mail/tokens";
import { answerConsent } from "../answer";
import { confirmCode } from "../confirm-code";
import { remind } from "../remind";
import { resendConsent } from "../resend";
import { tellFree } from "../tell-free";
import { withdrawConsent } from "../withdraw";
import { closeOwnContacts } from "./close-own-contacts";

const f = fixture();
const DAY = 86_400_000;
const day = (days: number) => new Date(f.now.getTime() + days * DAY);
const look = async (at = day(5)) => {
  await closeOwnContacts(f.system(at));
  await closeOwnSurveys(f.system(at));
};
type It = Awaited<ReturnType<typeof ask>>;

const domain = (it: { company: { id: string } }, name = "customer.example") =>
  f.sql("insert into partner_domains (partner_id, domain) values ($1, $2) on conflict do nothing", [
    it.company.id,
    name,
  ]);
const person = (it: { company: { id: string } }, email: string) =>
  f.sql(
    `with new as (insert into users (id, name, email) values (gen_random_uuid(), 'New', $2) returning id)
     insert into memberships (partner_id, user_id) select $1, id from new`,
    [it.company.id, email],
  );
/** How an address becomes the partner's own after it was asked; each finds what the rule finds. */
const ways: [string, (it: { company: { id: string } }, email: string) => Promise<unknown>][] = [
  ["its domain was recorded", (it) => domain(it)],
  ["a part of its domain was recorded", (it) => domain(it, "sales.customer.example")],
  ["somebody at its domain works there", (it) => person(it, `${it.company.id}@customer.example`)],
];
const stateOf = async (it: It) =>
  (
    await f.sql(
      `select closed_for, closed_at is not null as closed,
        (select count(*)::int from consent_decisions d where d.association_id = r.association_id) as decisions,
        (select count(*)::int from audit_log where subject_id = r.association_id and event = 'consent.closed') as audited,
        (select count(*)::int from emails where partner_id = r.partner_id and template = 'partner-contact-decision'
          and variables ->> 'decision' = 'closed') as told
       from consent_requests r where id = $1`,
      [it.request.id],
    )
  )[0];
const CLOSED = { closed_for: "contact", closed: true, decisions: 0, audited: 1 };
const post = async (
  it: It,
  decision: "accept" | "decline",
  fullName = "Zoë de Vries",
  at = day(1),
) =>
  answerConsent(f.ctx(it.visitor, at), {
    ...(await formOf(f, it.visitor, at)),
    decision,
    fullName,
    saysLanguages: true,
  });
const page = async (it: It, at = day(1)) =>
  (await reading(f.ctx(it.visitor, at), (tx) => askedRequest(tx, { language: null }))).status;

describe.each(ways)("a request to a contact of whom %s since", (_, become) => {
  test.each(["accept", "decline"] as const)(
    "%s is no answer, and the request is closed",
    async (decision) => {
      const it = await ask(f);
      await become(it, it.request.contactEmail);
      await expect(post(it, decision)).rejects.toMatchObject({ code: "other_contact" });
      expect(await stateOf(it)).toMatchObject(CLOSED);
      expect((await stateOf(it))?.told).toBeGreaterThan(0);
      expect(await page(it)).toBe("other_contact");
      // What people were told stays true, also when the partner's records change once more (D18).
      await f.sql("delete from partner_domains where partner_id = $1", [it.company.id]);
      expect(await page(it, day(60))).toBe("other_contact");
      await expect(post(it, decision)).rejects.toMatchObject({ code: "other_contact" });
    },
  );

  test("a job finds it before anybody answers, once", async () => {
    const it = await ask(f);
    const other = await ask(f);
    await become(it, it.request.contactEmail);
    await look();
    await look();
    expect(await stateOf(it)).toMatchObject(CLOSED);
    expect(await stateOf(other)).toMatchObject({ closed: false, audited: 0, told: 0 });
  });
});

test("the mailbox of one of the partner's people, or of the partner's contact", async () => {
  const it = await ask(f);
  const own = await ask(f, {
    request: {
      contactEmail: "kim@elsewhere.example",
      partnerContactEmail: "KIM@elsewhere.example",
    },
  });
  await person(it, it.request.contactEmail.toUpperCase());
  await expect(post(it, "accept")).rejects.toMatchObject({ code: "other_contact" });
  await expect(post(own, "accept")).rejects.toMatchObject({ code: "other_contact" });
  expect(await stateOf(own)).toMatchObject(CLOSED);
});

test("an odd answer is mailed no code, and one that waits for its code does not count", async () => {
  const late = await ask(f);
  const waiting = await post(late, "accept", "Somebody Else");
  if (waiting.kind !== "to_confirm") throw new Error("nothing to confirm");
  await domain(late);
  const { stamp } = await formOf(f, late.visitor, day(1));
  const confirm = { codeId: waiting.codeId, code: codeOf(waiting.codeId), stamp };
  await expect(confirmCode(f.ctx(late.visitor, day(1)), confirm)).rejects.toMatchObject({
    code: "other_contact",
  });
  expect(await stateOf(late)).toMatchObject(CLOSED);

  const it = await ask(f);
  await domain(it);
  await expect(post(it, "accept", "Somebody Else")).rejects.toMatchObject({
    code: "other_contact",
  });
  expect(await f.sql("select 1 from answer_codes where request_id = $1", [it.request.id])).toEqual(
    [],
  );
});

test("what was answered before stands, and can be withdrawn as ever (D14, D18)", async () => {
  const it = await consented(f);
  await domain(it);
  await look();
  expect(await page(it)).toBe("accepted");
  const form = await formOf(f, it.visitor, day(2));
  await withdrawConsent(f.ctx(it.visitor, day(2)), {
    ...form,
    fullName: "Zoë de Vries",
    saysLanguages: true,
  });
  expect(await page(it, day(2))).toBe("withdrawn");
});

test("the partner's page says why, and the next request goes to somebody else", async () => {
  const it = await ask(f);
  await domain(it);
  const again = resendConsent(f.ctx(it.company.admin, day(1)), {
    associationId: it.association.id,
  });
  await expect(again).rejects.toMatchObject({ code: "contact_own_domain" });
  expect(await stateOf(it)).toMatchObject(CLOSED);
  const view = await reading(f.ctx(it.company.admin, day(1)), (tx) =>
    askConsentView(tx, {
      slug: it.engagement.slug,
      associationId: it.association.id,
      draft: it.visitor.linkId,
      step: "start",
    }),
  );
  expect(view.screen).toMatchObject({
    kind: "contact",
    own: it.request.contactEmail,
    correcting: null,
  });
  expect(
    await f.sql("select status from customers where association_id = $1", [it.association.id]),
  ).toEqual([{ status: "to_ask" }]);
});

test("a reminder finds it; nobody is told that the customer is free again because of it", async () => {
  const it = await ask(f);
  await domain(it);
  await remind(f.system(day(16)));
  expect(await stateOf(it)).toMatchObject(CLOSED);
  const winner = await consented(f, { engagement: it.engagement, tenant: it.tenant });
  await f.sql("update associations set ended_at = $2, end_reason = 'cancelled' where id = $1", [
    winner.association.id,
    day(17),
  ]);
  await tellFree(f.system(day(17)), { associationId: winner.association.id });
  expect(
    await f.sql("select 1 from emails where partner_id = $1 and template = 'partner-free-again'", [
      it.company.id,
    ]),
  ).toEqual([]);
});

test("the database takes no such answer, whoever writes it", async () => {
  const it = await ask(f);
  const late = await ask(f);
  await domain(it);
  const write = (one: It) =>
    f.sql(
      `insert into consent_decisions (id, partner_id, request_id, association_id, consent_due_at, link_id, decision,
        full_name, decided_at, language, wording_version, wording_hash, wording, contact_email, ip_address, user_agent,
        confirmed_by_code, audit_hash)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, 'decline', 'Zoë', $6, 'nl', '1', '', '', '', '', '', false, '')`,
      [
        one.company.id,
        one.request.id,
        one.association.id,
        one.association.consentDueAt,
        one.visitor.linkId,
        day(1),
      ],
    );
  await expect(write(it)).rejects.toMatchObject({ constraint: "consent_decisions_contact_own" });
  await f.sql("update consent_requests set closed_at = $2, closed_for = 'contact' where id = $1", [
    late.request.id,
    f.now,
  ]);
  await expect(write(late)).rejects.toMatchObject({ constraint: "consent_decisions_contact_own" });
  const back = f.sql(
    "update consent_requests set closed_at = null, closed_for = null where id = $1",
    [late.request.id],
  );
  await expect(back).rejects.toMatchObject({ constraint: "consent_requests_facts_stay" });
});

describe("the customer survey", () => {
  const surveyState = async (id: string) =>
    (
      await f.sql(
        `select closed_at is not null as closed, answered_at is not null as answered,
          (select count(*)::int from audit_log where subject_id = s.claim_id and event = 'survey.closed') as audited
         from claim_surveys s where id = $1`,
        [id],
      )
    )[0];
  const CLOSED_SURVEY = { closed: true, answered: false, audited: 1 };
  type Sent = Awaited<ReturnType<typeof sent>>;
  const answer = async (it: Sent, more: Record<string, string> = {}) =>
    answerSurvey(f.ctx(it.visitor, day(5)), {
      posted: { ...(await surveyForm(f, it.visitor, day(5))), ...more },
      saysLanguages: true,
    });

  test.each(ways)("%s since: no answer counts, and it is closed", async (_, become) => {
    const it = await sent(f, await surveyed(f));
    await become(it, it.survey.recipientEmail);
    await expect(answer(it)).rejects.toMatchObject({ code: "other_contact" });
    expect(await surveyState(it.survey.id)).toEqual(CLOSED_SURVEY);
    const view = await reading(f.ctx(it.visitor, day(60)), (tx) =>
      askedSurvey(tx, { language: null }),
    );
    expect(view.status).toBe("other_contact");
  });

  test("the job, the resending, and the partner's contact who becomes the customer's", async () => {
    const byJob = await sent(f, await surveyed(f));
    await domain(byJob);
    await look();
    expect(await surveyState(byJob.survey.id)).toEqual(CLOSED_SURVEY);

    const resent = await sent(f, await surveyed(f));
    await domain(resent);
    const again = resendSurvey(f.ctx(resent.company.admin, day(5)), {
      kind: "customer",
      number: resent.claim.number,
    });
    await expect(again).rejects.toMatchObject({ code: "contact_own_domain" });
    expect(await surveyState(resent.survey.id)).toEqual(CLOSED_SURVEY);

    const edited = await sent(f, await surveyed(f));
    await editClaim(
      f.ctx(edited.company.admin, sentAt(edited)),
      editInput.parse({
        part: "partner",
        number: String(edited.claim.number),
        version: String((await claimOf(f, edited.association.id)).version),
        partnerName: "Robin Jansen",
        partnerEmail: edited.survey.recipientEmail,
      }),
    );
    expect(await surveyState(edited.survey.id)).toEqual(CLOSED_SURVEY);
  });

  test("the claim's page says why; with another contact it is sent anew", async () => {
    const it = await sent(f, await surveyed(f));
    await domain(it);
    await look();
    const card = async () => {
      const view = await reading(f.ctx(it.company.admin, day(5)), async (tx) =>
        claimSurveys(tx, await getClaim(tx, it.claim.number)),
      );
      return view.cards.find(({ kind }) => kind === "customer");
    };
    expect(await card()).toMatchObject({ state: "none", closed: it.survey.recipientEmail });
    await f.sql("update workshop_claims set contact_email = 'noor@anders.example' where id = $1", [
      it.claim.id,
    ]);
    const { surveyId } = await sendSurvey(f.ctx(it.company.admin, day(5)), {
      kind: "customer",
      number: it.claim.number,
    });
    expect(await card()).toMatchObject({ state: "sent", closed: null });
    const next = await behind(f, surveyId);
    expect(await answer({ ...it, ...next })).toEqual({ kind: "stored" });
  });

  test("the database takes no such answer, whoever writes it", async () => {
    const it = await sent(f, await surveyed(f));
    await domain(it);
    const write = f.db.transaction(f.scope(it.visitor), (db) =>
      db.execute(
        `update claim_surveys set answered_at = now(), answered_name = 'x', answers = '{}' where id = '${it.survey.id}'`,
      ),
    );
    await expect(write).rejects.toMatchObject({
      cause: { constraint: "claim_surveys_contact_own" },
    });
  });
});

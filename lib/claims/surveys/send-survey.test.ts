import { surveyLinks } from "@/db/schema";
import { reading, transaction, type Tx } from "@/lib/ctx";
import { deliver } from "@/lib/mail/deliver";
import { updateContact } from "@/testing/surveys";
import { claimOf, giveProof } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { heldAt, questions, sent, sentAt, surveyed } from "@/testing/surveys";
import type { Ctx, PartnerUser } from "@/lib/ctx";
import { cancelClaim } from "../cancel-claim";
import { submitClaim } from "../submit-claim";
import { listSurveys } from "./queries";
import { replaceCustomerSurvey } from "./replace-survey";
import { resendSurvey } from "./resend-survey";
import { sendSurvey } from "./send-survey";

const f = fixture();
const MINUTE = 60_000;
/** Of a contact outside of the tenant's domains nobody spoke: the database's owner lets them be named. */
const outside = (ctx: Ctx<PartnerUser>) => ({ ...ctx, db: f.owner().db });

const colleague = {
  kind: "partner" as const,
  colleagueName: "Sanne Visser",
  colleagueEmail: "sanne@partner.example",
  colleagueLanguage: "nl" as const,
};
const mailsOf = (surveyId: string) =>
  f.sql("select * from emails where survey_id = $1 order by created_at", [surveyId]);
const auditOf = (claimId: string) =>
  f.sql<{ event: string; data: Record<string, unknown> }>(
    "select event, data from audit_log where subject_id = $1 and event like 'survey.%' order by seq",
    [claimId],
  );

describe("D20: no customer is asked before there was a workshop", () => {
  const day = (it: { claim: { createdAt: Date } }, days: number) =>
    new Date(it.claim.createdAt.getTime() + days * 86_400_000);

  test.each([
    ["no days are filled in", null, "workshop_days_missing"],
    ["the first day is tomorrow", 4, "workshop_not_begun"],
  ])("%s: neither sent, nor sent again, nor to another contact", async (_, begins, code) => {
    const it = await surveyed(f);
    const ctx = f.ctx(it.company.admin, sentAt(it));
    const { number } = it.claim;
    const refused = async (what: Promise<unknown>) =>
      expect(what).rejects.toMatchObject({ code: code });
    await heldAt(f, it.claim, begins === null ? null : day(it, begins));
    await refused(sendSurvey(ctx, { kind: "customer", number }));
    await heldAt(f, it.claim, it.claim.createdAt);
    const { surveyId } = await sendSurvey(ctx, { kind: "customer", number });
    await heldAt(f, it.claim, begins === null ? null : day(it, begins));
    const later = f.ctx(it.company.admin, new Date(ctx.now.getTime() + 30 * MINUTE));
    await refused(resendSurvey(later, { kind: "customer", number }));
    await refused(
      transaction(outside(later), async (tx) => {
        const to = { contactFirstName: "Ada", contactEmail: "ada@customer.example" };
        await replaceCustomerSurvey(tx, await updateContact(tx, it.claim.id, to), true);
      }),
    );
    expect(await mailsOf(surveyId)).toHaveLength(1);
    expect((await auditOf(it.claim.id)).map(({ event }) => event)).toEqual(["survey.sent"]);
    // The partner's own survey asks nobody outside.
    await expect(sendSurvey(later, { ...colleague, number })).resolves.toBeDefined();
  });

  test("the first day has begun where the workshop is, not in UTC", async () => {
    const it = await surveyed(f);
    const { number } = it.claim;
    await heldAt(f, it.claim, new Date("2026-03-30T12:00:00Z"));
    const at = (instant: string) => f.ctx(it.company.admin, new Date(instant));
    await expect(
      sendSurvey(at("2026-03-29T21:59:00Z"), { kind: "customer", number }),
    ).rejects.toMatchObject({ code: "workshop_not_begun" });
    await sendSurvey(at("2026-03-29T22:00:00Z"), { kind: "customer", number });
  });

  test("what the page showed is what is sent: a claim that changed since refuses", async () => {
    const it = await surveyed(f);
    const { number, version } = it.claim;
    const ctx = f.ctx(it.company.admin, sentAt(it));
    await heldAt(f, it.claim, sentAt(it));
    await expect(sendSurvey(ctx, { kind: "customer", number, version })).rejects.toMatchObject({
      code: "claim_changed",
    });
  });

  test("the database makes no link for it, whoever asks", async () => {
    const it = await surveyed(f);
    const { surveyId } = await sendSurvey(f.ctx(it.company.admin, sentAt(it)), {
      kind: "customer",
      number: it.claim.number,
    });
    const link = (at: Date) =>
      f.db.transaction(f.scope(it.company.admin), (db) =>
        db.insert(surveyLinks).values({
          partnerId: it.company.id,
          surveyId,
          createdAt: at,
        }),
      );
    await link(sentAt(it));
    for (const begins of [null, day(it, 5)]) {
      await heldAt(f, it.claim, begins);
      await expect(link(sentAt(it))).rejects.toMatchObject({
        cause: { constraint: "survey_links_workshop_begun" },
      });
    }
    await link(day(it, 5));
  });
});

describe("sendSurvey", () => {
  test("W7: the customer survey goes to the customer contact, with its questions, mail and audit row", async () => {
    const it = await surveyed(f);
    const at = sentAt(it);
    const { surveyId } = await sendSurvey(f.ctx(it.company.admin, at), {
      kind: "customer",
      number: it.claim.number,
    });
    const [survey] = await f.sql("select * from claim_surveys where id = $1", [surveyId]);
    expect(survey).toMatchObject({
      claim_id: it.claim.id,
      kind: "customer",
      recipient_name: "Zoë de Vries",
      recipient_email: "zoe.devries@customer.example",
      language: "nl",
      questions: questions.customer,
      created_at: at,
      created_by: it.company.admin.userId,
      answered_at: null,
      replaced_at: null,
    });
    const [link] = await f.sql<{ id: string }>("select id from survey_links where survey_id = $1", [
      surveyId,
    ]);
    expect(await mailsOf(surveyId)).toMatchObject([
      {
        template: "survey-request",
        language: "nl",
        recipient: "zoe.devries@customer.example",
        reply_to: "robin@partner.example",
        from_name: it.company.name,
        association_id: null,
        variables: {
          linkId: link?.id,
          contactName: "Zoë de Vries",
          dueAt: it.claim.deliveryDueAt.toISOString(),
        },
      },
    ]);
    expect(await auditOf(it.claim.id)).toMatchObject([
      { event: "survey.sent", data: { surveyId, kind: "customer" } },
    ]);
  });

  test("W5: the partner survey goes to a named colleague, from whoever sends it", async () => {
    const it = await surveyed(f);
    const { surveyId } = await sendSurvey(f.ctx(it.company.admin, sentAt(it)), {
      ...colleague,
      number: it.claim.number,
    });
    expect(await mailsOf(surveyId)).toMatchObject([
      {
        template: "partner-survey-request",
        language: "nl",
        recipient: "sanne@partner.example",
        reply_to: it.company.admin.email,
        from_name: it.company.admin.name,
        variables: { contactName: "Sanne Visser", claimNumber: String(it.claim.number) },
      },
    ]);
  });

  test("K12: one that was replaced, or whose claim was given up, before it left never leaves", async () => {
    const it = await surveyed(f);
    const at = sentAt(it);
    const ctx = f.ctx(it.company.admin, at);
    const input = { ...colleague, number: it.claim.number };
    const state = async (surveyId: string) => {
      const [mail] = await mailsOf(surveyId);
      await deliver(f.system(at), String(mail!.id));
      return (await mailsOf(surveyId))[0]!.state;
    };
    const first = await sendSurvey(ctx, input);
    const second = await sendSurvey(ctx, { ...input, colleagueEmail: "jan@partner.example" });
    expect(await state(first.surveyId)).toBe("dropped");
    expect(await state(second.surveyId)).toBe("delivered");
    const third = await sendSurvey(ctx, { kind: "customer", number: it.claim.number });
    await cancelClaim(ctx, { number: it.claim.number });
    expect(await state(third.surveyId)).toBe("dropped");
  });

  test("sent twice to the same person it goes out once; to another it replaces the former one", async () => {
    const it = await surveyed(f);
    const ctx = f.ctx(it.company.admin, sentAt(it));
    const input = { ...colleague, number: it.claim.number };
    const sends = await Promise.all([1, 2, 3].map(() => sendSurvey(ctx, input)));
    expect(new Set(sends.map(({ surveyId }) => surveyId)).size).toBe(1);
    const first = sends[0]!.surveyId;
    expect(await mailsOf(first)).toHaveLength(1);
    const other = await sendSurvey(ctx, { ...input, colleagueEmail: "jan@partner.example" });
    expect(await f.sql("select replaced_at from claim_surveys where id = $1", [first])).toEqual([
      { replaced_at: ctx.now },
    ]);
    expect(await auditOf(it.claim.id)).toMatchObject([
      { event: "survey.sent", data: { surveyId: first } },
      { event: "survey.replaced", data: { surveyId: first, by: other.surveyId } },
      { event: "survey.sent", data: { surveyId: other.surveyId } },
    ]);
  });

  test("an answered survey is not sent again, and another person is not asked", async () => {
    const it = await surveyed(f);
    await giveProof(f, it.claim);
    const ctx = f.ctx(it.company.admin, sentAt(it));
    const { number } = it.claim;
    for (const input of [
      { kind: "customer" as const, number },
      { ...colleague, number },
    ]) {
      await expect(sendSurvey(ctx, input)).rejects.toMatchObject({ code: "survey_answered" });
    }
  });

  test("a survey that the claim does not require cannot be sent", async () => {
    const it = await surveyed(f, { engagement: await f.engagement() });
    const act = sendSurvey(f.ctx(it.company.admin, sentAt(it)), {
      kind: "customer",
      number: it.claim.number,
    });
    await expect(act).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("resendSurvey", () => {
  test("W7: a new e-mail with a link of its own of the same survey, at most every ten minutes", async () => {
    const it = await sent(f, await surveyed(f));
    const input = { number: it.claim.number, kind: "customer" as const };
    const at = (minutes: number) =>
      f.ctx(it.company.admin, new Date(sentAt(it).getTime() + minutes * MINUTE));
    await expect(resendSurvey(at(9), input)).rejects.toMatchObject({
      code: "rate_limited_mail",
      errors: [{ params: { minutes: 1 } }],
    });
    const { emailId } = await resendSurvey(at(10), input);
    expect((await mailsOf(it.survey.id)).map(({ id }) => id)).toContain(emailId);
    expect(
      await f.sql("select count(*)::int as n from survey_links where survey_id = $1", [
        it.survey.id,
      ]),
    ).toEqual([{ n: 2 }]);
    expect((await auditOf(it.claim.id)).map(({ event }) => event)).toEqual([
      "survey.sent",
      "survey.resent",
    ]);
  });

  test("what was never sent is not found, what was answered says so", async () => {
    const it = await surveyed(f);
    const ctx = f.ctx(it.company.admin, sentAt(it));
    const input = { number: it.claim.number, kind: "partner" as const };
    await expect(resendSurvey(ctx, input)).rejects.toMatchObject({ code: "not_found" });
    await giveProof(f, it.claim);
    await expect(resendSurvey(ctx, input)).rejects.toMatchObject({ code: "survey_answered" });
  });
});

describe("who and when", () => {
  const acts: Record<
    string,
    (ctx: ReturnType<typeof f.ctx<PartnerUser>>, n: number) => Promise<unknown>
  > = {
    "send to the customer": (ctx, number) => sendSurvey(ctx, { kind: "customer", number }),
    "send to a colleague": (ctx, number) => sendSurvey(ctx, { ...colleague, number }),
    resend: (ctx, number) => resendSurvey(ctx, { number, kind: "customer" }),
  };

  test.each(Object.keys(acts))(
    "%s: the wrong role, another's claim, a claim that is not open",
    async (name) => {
      const act = acts[name]!;
      const it = await sent(f, await surveyed(f));
      const later = new Date(sentAt(it).getTime() + 60 * MINUTE);
      const number = it.claim.number;
      const stranger = await f.partner();
      const colleagueAlone = await f.user(it.company);
      const elsewhere = await f.location(it.company);
      const other = await f.user(it.company, {
        grants: [{ role: "incentives_user", locationId: elsewhere.id }],
      });
      await expect(act(f.ctx(colleagueAlone, later), number)).rejects.toMatchObject({
        code: "no_role",
      });
      await expect(act(f.ctx(stranger.admin, later), number)).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(act(f.ctx(other, later), number)).rejects.toMatchObject({ code: "not_found" });
      const late = f.ctx(it.company.admin, it.claim.deliveryDueAt);
      await expect(act(late, number)).rejects.toMatchObject({ code: "claim_expired" });

      const done = await sent(f, await surveyed(f));
      await giveProof(f, done.claim);
      await submitClaim(f.ctx(done.company.admin, later), { number: done.claim.number });
      const closed = f.ctx(done.company.admin, new Date(later.getTime() + MINUTE));
      await expect(act(closed, done.claim.number)).rejects.toMatchObject({ code: "claim_closed" });
    },
  );
});

describe("replaceCustomerSurvey", () => {
  const edit = (
    it: Awaited<ReturnType<typeof surveyed>>,
    change: Parameters<typeof updateContact>[2],
  ) =>
    transaction(
      outside(f.ctx(it.company.admin, new Date(sentAt(it).getTime() + MINUTE))),
      async (tx) => {
        const claim = await updateContact(tx, it.claim.id, change);
        return replaceCustomerSurvey(tx, claim, true);
      },
    );

  test("W8: another contact voids the old survey, and the new one is mailed by itself", async () => {
    const it = await sent(f, await surveyed(f));
    const replaced = await edit(it, {
      contactFirstName: "Bram",
      contactEmail: "bram@customer.example",
    });
    expect(replaced).not.toBeNull();
    expect(
      await f.sql("select replaced_at from claim_surveys where id = $1", [it.survey.id]),
    ).not.toEqual([{ replaced_at: null }]);
    expect(await mailsOf(replaced!.surveyId)).toMatchObject([
      { recipient: "bram@customer.example", variables: { contactName: "Bram de Vries" } },
    ]);
    expect((await auditOf(it.claim.id)).map(({ event }) => event)).toEqual([
      "survey.sent",
      "survey.replaced",
      "survey.sent",
    ]);
    const [, customer] = await reading(f.ctx(it.company.admin), (tx: Tx) =>
      listSurveys(tx, it.claim.id),
    );
    expect(customer).toMatchObject({
      live: { recipientEmail: "bram@customer.example", mails: [{ state: "queued" }], answer: null },
      former: [{ recipientEmail: "zoe.devries@customer.example" }],
    });
  });

  test("W8: a survey that was never sent stays so, and another title or language asks nobody anew", async () => {
    const never = await surveyed(f);
    expect(await edit(never, { contactEmail: "new@customer.example" })).toBeNull();
    expect(
      await f.sql("select * from claim_surveys where claim_id = $1", [never.claim.id]),
    ).toEqual([]);
    const it = await sent(f, await surveyed(f));
    expect(await edit(it, { contactTitle: "CIO", contactLanguage: "en" })).toBeNull();
    expect(
      await f.sql("select language, replaced_at from claim_surveys where id = $1", [it.survey.id]),
    ).toEqual([{ language: "en", replaced_at: null }]);
    expect(await mailsOf(it.survey.id)).toHaveLength(1);
  });

  test("W9: after the answer the contact is locked, by the database too", async () => {
    const it = await surveyed(f);
    await giveProof(f, it.claim);
    await expect(edit(it, { contactEmail: "new@customer.example" })).rejects.toMatchObject({
      code: "contact_locked",
    });
    expect(await edit(it, { contactLanguage: "en" })).toBeNull();
    expect((await claimOf(f, it.association.id)).contactLanguage).toBe("en");
  });
});

test("both surveys of a claim, before and after", async () => {
  const it = await surveyed(f);
  const list = () => reading(f.ctx(it.company.admin), (tx) => listSurveys(tx, it.claim.id));
  expect(await list()).toEqual([
    { kind: "partner", questions: questions.partner, live: null, closed: null, former: [] },
    { kind: "customer", questions: questions.customer, live: null, closed: null, former: [] },
  ]);
  await giveProof(f, it.claim);
  expect(await list()).toMatchObject([
    { live: { answer: { name: "Zoë de Vries" } } },
    { live: { answer: { answers: {} }, mails: [], lastMailAt: null } },
  ]);
  const stranger = await f.partner();
  const theirs = reading(f.ctx(stranger.admin), (tx) => listSurveys(tx, it.claim.id));
  await expect(theirs).rejects.toMatchObject({ code: "not_found" });
  const operator = await f.operator();
  const staff = () => reading(f.ctx(operator), (tx) => listSurveys(tx, it.claim.id));
  await expect(staff()).rejects.toMatchObject({ code: "not_found" });
  await submitClaim(f.ctx(it.company.admin, sentAt(it)), { number: it.claim.number });
  expect(await staff()).toMatchObject([
    { live: { answer: { name: "Zoë de Vries" } } },
    { live: { answer: { name: "Zoë de Vries" } } },
  ]);
});

test("D25 a survey sent anew in another language, or to a contact changed to and fro, is no way around", async () => {
  const it = await surveyed(f);
  const at = sentAt(it);
  const send = (minutes: number, more: Partial<typeof colleague>) =>
    sendSurvey(f.ctx(it.company.admin, new Date(at.getTime() + minutes * MINUTE)), {
      ...colleague,
      ...more,
      number: it.claim.number,
    });
  await send(0, {});
  await expect(send(1, { colleagueLanguage: "en" as "nl" })).rejects.toThrow("rate_limited_mail");
  await send(2, { colleagueEmail: "noor@partner.example" });
  await expect(send(3, {})).rejects.toThrow("rate_limited_mail");
  await send(10, {});
});

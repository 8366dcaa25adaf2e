import { transaction } from "@/lib/ctx";
import { giveProof } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import {
  behind,
  sent,
  sentAt,
  surveyed,
  surveyForm,
  updateContact,
  type Sent,
} from "@/testing/surveys";
import { submitClaim } from "../submit-claim";
import { answerSurvey } from "./answer-survey";
import { fillSurvey } from "./fill-survey";
import { replaceCustomerSurvey } from "./replace-survey";
import { resendSurvey } from "./resend-survey";

const f = fixture();
const DAY = 86_400_000;

/** A day after it was sent. */
const when = (it: Sent) => new Date(sentAt(it).getTime() + DAY);
const answer = async (it: Sent, fields: Record<string, string> = {}, at = when(it)) =>
  answerSurvey(f.ctx(it.visitor, at), {
    posted: { ...(await surveyForm(f, it.visitor, at)), ...fields },
    saysLanguages: true,
  });
const partnerAnswers = { q_outcome: "all", q_next_steps: "A pilot with two teams" };
const fill = (
  it: { claim: { number: number }; company: Sent["company"] },
  typed: Record<string, string>,
  at: Date,
) => fillSurvey(f.ctx(it.company.admin, at), { number: it.claim.number, typed });
const surveysOf = (claimId: string) =>
  f.sql<Record<string, unknown>>(
    "select kind, recipient_name, answered_name, answered_at, answers, replaced_at from claim_surveys where claim_id = $1 order by created_at",
    [claimId],
  );
const answered = (claimId: string) =>
  f.sql<{ data: Record<string, unknown>; actor_kind: string }>(
    "select data, actor_kind from audit_log where subject_id = $1 and event = 'survey.answered'",
    [claimId],
  );
const notices = (number: number) =>
  f.sql<{ recipient: string; variables: { kind: string } }>(
    "select recipient, variables from emails where template = 'survey-answered' and variables ->> 'claimNumber' = $1 order by recipient",
    [String(number)],
  );

describe("answerSurvey", () => {
  test("W7: stores the customer's answer once, with its audit row, and tells the partner", async () => {
    const it = await sent(f, await surveyed(f));
    expect(await answer(it, { q_better: "More time" })).toEqual({ kind: "stored" });
    const [row] = await surveysOf(it.claim.id);
    expect(row).toMatchObject({
      answered_name: "Zoë de Vries",
      answered_at: when(it),
      answers: { delivered: "yes", satisfaction: 4, better: "More time" },
    });
    expect(await answered(it.claim.id)).toMatchObject([
      {
        actor_kind: "visitor",
        data: { surveyId: it.survey.id, kind: "customer", fullName: "Zoë de Vries" },
      },
    ]);
    expect((await notices(it.claim.number)).map(({ recipient }) => recipient).sort()).toEqual(
      ["robin@partner.example", it.company.admin.email].sort(),
    );
    await expect(answer(it, { q_better: "Less" })).rejects.toMatchObject({
      code: "survey_answered",
    });
    expect(await answered(it.claim.id)).toHaveLength(1);
  });

  test("W5: a colleague answers the partner survey under their own name; its sender is told", async () => {
    const it = await sent(f, await surveyed(f), { kind: "partner" });
    await answer(it, { ...partnerAnswers, fullName: "Sanne Visser" });
    expect(await surveysOf(it.claim.id)).toMatchObject([
      { kind: "partner", answered_name: "Sanne Visser", answers: { outcome: "all" } },
    ]);
    expect(await notices(it.claim.number)).toMatchObject([
      { recipient: it.company.admin.email, variables: { kind: "partner" } },
    ]);
  });

  test("D10: a name that was not asked answers nothing; what is wrong is told at its field", async () => {
    const it = await sent(f, await surveyed(f));
    await expect(answer(it, { fullName: "John Smith" })).rejects.toMatchObject({
      errors: [{ field: "fullName", code: "name_not_asked" }],
    });
    await expect(answer(it, { fullName: "", q_delivered: "" })).rejects.toMatchObject({
      errors: [
        { field: "q_delivered", code: "choose_one" },
        { field: "fullName", code: "name_needed" },
      ],
    });
    expect(await answered(it.claim.id)).toEqual([]);
  });

  test("all links of one survey answer the same survey", async () => {
    const it = await sent(f, await surveyed(f));
    await resendSurvey(f.ctx(it.company.admin, when(it)), {
      number: it.claim.number,
      kind: "customer",
    });
    const newer = { ...it, ...(await behind(f, it.survey.id)) };
    expect(newer.token).not.toBe(it.token);
    await answer(newer);
    await expect(answer(it)).rejects.toMatchObject({ code: "survey_answered" });
  });

  test("too late, sent in, or replaced: nothing is stored, and the reason is told", async () => {
    const late = await sent(f, await surveyed(f));
    await expect(answer(late, {}, late.claim.deliveryDueAt)).rejects.toMatchObject({
      code: "claim_expired",
    });
    const justInTime = new Date(late.claim.deliveryDueAt.getTime() - 1);
    expect(await answer(late, {}, justInTime)).toEqual({ kind: "stored" });

    const closed = await sent(f, await surveyed(f));
    await transaction(f.ctx(closed.company.admin, when(closed)), async (tx) =>
      replaceCustomerSurvey(
        tx,
        await updateContact(tx, closed.claim.id, { contactEmail: `b@${closed.tenant.domain}` }),
        true,
      ),
    );
    await expect(answer(closed)).rejects.toMatchObject({ code: "survey_replaced" });
  });

  test("only whoever has a link answers", async () => {
    const it = await sent(f, await surveyed(f));
    const form = { posted: await surveyForm(f, it.visitor, when(it)), saysLanguages: true };
    for (const actor of [it.company.admin, await f.operator()]) {
      await expect(answerSurvey(f.ctx(actor, when(it)), form)).rejects.toMatchObject({
        code: "forbidden",
      });
    }
  });

  test("each layer holds alone: a visitor's handle reads and answers no other survey", async () => {
    const [mine, other] = [await sent(f, await surveyed(f)), await sent(f, await surveyed(f))];
    const scope = f.scope(mine.visitor);
    const seen = await f.db.transaction(scope, (db) => db.execute("select id from claim_surveys"));
    expect(seen.rows).toEqual([{ id: mine.survey.id }]);
    const changed = await f.db.transaction(scope, (db) =>
      db.execute(
        `update claim_surveys set answered_at = now(), answered_name = 'x', answers = '{}' where id = '${other.survey.id}'`,
      ),
    );
    expect(changed.rowCount).toBe(0);
  });
});

describe("fillSurvey", () => {
  test("W5: the partner fills it in on the claim; the same answers twice count once", async () => {
    const it = await surveyed(f);
    const at = sentAt(it);
    await Promise.all([1, 2].map(() => fill(it, partnerAnswers, at)));
    expect(await surveysOf(it.claim.id)).toMatchObject([
      { kind: "partner", answered_name: it.company.admin.name, answers: { outcome: "all" } },
    ]);
    expect(await answered(it.claim.id)).toHaveLength(1);
    await expect(fill(it, { ...partnerAnswers, q_outcome: "none" }, at)).rejects.toMatchObject({
      code: "survey_answered",
    });
  });

  test("W5: also when a colleague was asked, whose link then says that it was answered", async () => {
    const it = await sent(f, await surveyed(f), { kind: "partner" });
    await fill(it, partnerAnswers, when(it));
    expect(await surveysOf(it.claim.id)).toMatchObject([
      { recipient_name: "Sanne Visser", answered_name: it.company.admin.name, replaced_at: null },
    ]);
    await expect(answer(it, { ...partnerAnswers, fullName: "Sanne Visser" })).rejects.toMatchObject(
      { code: "survey_answered" },
    );
  });

  test("what is wrong is told at its question, and nothing is stored", async () => {
    const it = await surveyed(f);
    await expect(fill(it, { q_outcome: "perhaps" }, sentAt(it))).rejects.toMatchObject({
      errors: [
        { field: "q_outcome", code: "choose_one" },
        { field: "q_next_steps", code: "answer_needed" },
      ],
    });
    expect(await surveysOf(it.claim.id)).toEqual([]);
  });

  test("the wrong role, another's claim, a claim that is not open", async () => {
    const it = await surveyed(f);
    const at = sentAt(it);
    const { number } = it.claim;
    const act = (actor: Parameters<typeof f.ctx>[0], now = at) =>
      fillSurvey(f.ctx(actor, now), { number, typed: partnerAnswers });
    const elsewhere = await f.location(it.company);
    const grants = [{ role: "incentives_user" as const, locationId: elsewhere.id }];
    await expect(act(await f.user(it.company))).rejects.toMatchObject({ code: "no_role" });
    await expect(act(await f.operator())).rejects.toMatchObject({ code: "forbidden" });
    await expect(act((await f.partner()).admin)).rejects.toMatchObject({ code: "not_found" });
    await expect(act(await f.user(it.company, { grants }))).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(act(it.company.admin, it.claim.deliveryDueAt)).rejects.toMatchObject({
      code: "claim_expired",
    });
    await giveProof(f, it.claim);
    await submitClaim(f.ctx(it.company.admin, at), { number });
    await expect(act(it.company.admin)).rejects.toMatchObject({ code: "claim_closed" });
  });
});

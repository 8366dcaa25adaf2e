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
import { tries } from "@/testing/tries";
import { submitClaim } from "../submit-claim";
import { answerSurvey } from "./answer-survey";
import { fillSurvey } from "./fill-survey";
import { replaceCustomerSurvey } from "./replace-survey";
import { resendSurvey } from "./resend-survey";

/** How many contests of each kind. */
const COUNT = tries("CONTESTS", { ci: 5, whole: 100 });
jest.setTimeout(60_000 + COUNT * 4_000);

const f = fixture();
const DAY = 86_400_000;
const at = (it: Sent) => new Date(sentAt(it).getTime() + DAY);

async function answer(it: Pick<Sent, "visitor">, now: Date, fields: Record<string, string> = {}) {
  const posted = { ...(await surveyForm(f, it.visitor, now)), ...fields };
  return () => answerSurvey(f.ctx(it.visitor, now), { posted, saysLanguages: true });
}

/** Starts all at once; gives "done" or the code of the refusal of each. */
async function atOnce(...acts: (() => Promise<unknown>)[]): Promise<string[]> {
  return Promise.all(
    acts.map((act) =>
      act().then(
        () => "done",
        (error: unknown) => (error as { code: string }).code,
      ),
    ),
  );
}

const whole = async (it: Sent) => {
  const [row] = await f.sql<{ answered: number; live: number; audited: number; told: number }>(
    `select count(*) filter (where answered_at is not null)::int as answered,
      count(*) filter (where replaced_at is null)::int as live,
      (select count(*)::int from audit_log where subject_id = $1 and event = 'survey.answered') as audited,
      (select count(distinct recipient)::int from emails where template = 'survey-answered' and variables ->> 'claimNumber' = $2) as told
     from claim_surveys where claim_id = $1`,
    [it.claim.id, String(it.claim.number)],
  );
  return row!;
};

test(`${COUNT} times two links of one survey answer at once: one answer`, async () => {
  const asked = await surveyed(f);
  for (let n = 0; n < COUNT; n++) {
    const it = await sent(
      f,
      await surveyed(f, { company: asked.company, engagement: asked.engagement }),
    );
    await resendSurvey(f.ctx(it.company.admin, at(it)), {
      number: it.claim.number,
      kind: "customer",
    });
    const other = await behind(f, it.survey.id);
    const acts = [
      await answer(it, at(it), { q_better: "a" }),
      await answer(other, at(it), { q_better: "b" }),
    ];
    expect((await atOnce(...(n % 2 ? acts : acts.reverse()))).sort()).toEqual([
      "done",
      "survey_answered",
    ]);
    expect(await whole(it)).toEqual({ answered: 1, live: 1, audited: 1, told: 2 });
  }
});

test(`${COUNT} times an answer against another contact: either it is answered and locked, or replaced (W8, W9)`, async () => {
  const asked = await surveyed(f);
  const seen = new Set<string>();
  for (let n = 0; n < COUNT; n++) {
    const it = await sent(
      f,
      await surveyed(f, { company: asked.company, engagement: asked.engagement }),
    );
    const act = await answer(it, at(it));
    const change = () =>
      transaction(f.ctx(it.company.admin, at(it)), async (tx) =>
        replaceCustomerSurvey(
          tx,
          await updateContact(tx, it.claim.id, { contactEmail: `new@${it.tenant.domain}` }),
          true,
        ),
      );
    const outcome = n % 2 ? await atOnce(act, change) : (await atOnce(change, act)).reverse();
    seen.add(outcome.join(" + "));
    const [claim] = await f.sql<{ email: string }>(
      "select contact_email as email from workshop_claims where id = $1",
      [it.claim.id],
    );
    if (outcome[0] === "done") {
      expect(outcome).toEqual(["done", "contact_locked"]);
      expect(await whole(it)).toEqual({ answered: 1, live: 1, audited: 1, told: 2 });
      expect(claim?.email).toBe("zoe.devries@customer.example");
    } else {
      expect(outcome).toEqual(["survey_replaced", "done"]);
      expect(await whole(it)).toEqual({ answered: 0, live: 1, audited: 0, told: 0 });
      expect(claim?.email).toBe(`new@${it.tenant.domain}`);
    }
  }
  expect(seen.size).toBeGreaterThan(0);
});

test(`${COUNT} times a colleague against the partner: one answer to the partner survey`, async () => {
  const asked = await surveyed(f);
  for (let n = 0; n < COUNT; n++) {
    const it = await sent(
      f,
      await surveyed(f, { company: asked.company, engagement: asked.engagement }),
      { kind: "partner" },
    );
    const typed = { q_outcome: "all", q_next_steps: "A pilot" };
    const act = await answer(it, at(it), { ...typed, fullName: "Sanne Visser" });
    const own = () =>
      fillSurvey(f.ctx(it.company.admin, at(it)), {
        number: it.claim.number,
        typed: { ...typed, q_outcome: "none" },
      });
    const outcome = await atOnce(...(n % 2 ? [act, own] : [own, act]));
    expect(outcome.sort()).toEqual(["done", "survey_answered"]);
    expect(await whole(it)).toMatchObject({ answered: 1, live: 1, audited: 1 });
  }
});

test("an answer against the claim being sent in: never an answer to a claim that is not open", async () => {
  const asked = await surveyed(f, {
    engagement: await f.engagement({
      poe: [{ kind: "partner_survey" }, { kind: "invoice" }],
    }),
  });
  for (let n = 0; n < Math.min(COUNT, 10); n++) {
    const it = await sent(
      f,
      await surveyed(f, { company: asked.company, engagement: asked.engagement }),
      { kind: "partner" },
    );
    await giveProof(f, { ...it.claim, requires: ["invoice"] });
    const act = await answer(it, at(it), { fullName: "Sanne Visser" });
    const submit = () => submitClaim(f.ctx(it.company.admin, at(it)), { number: it.claim.number });
    const [first, second] = await atOnce(act, submit);
    expect([first, ["done", "claim_not_ready"].includes(second ?? "")]).toEqual(["done", true]);
  }
});

import { fillSurvey } from "@/lib/claims/surveys/fill-survey";
import { getClaim } from "@/lib/claims/queries";
import { reading } from "@/lib/ctx";
import { fixture } from "@/testing/fixture";
import { sent, sentAt, surveyed } from "@/testing/surveys";
import { claimSurveys, partnerSurvey } from "./surveys";

const f = fixture();
const MINUTE = 60_000;
const typed = { q_outcome: "all", q_next_steps: "A pilot" };

test("P1: a claim that was begun anew shows the old answers of the partner survey", async () => {
  const first = await surveyed(f);
  const { number } = first.claim;
  await fillSurvey(f.ctx(first.company.admin, sentAt(first)), { number, typed });
  const again = await surveyed(f, {
    company: first.company,
    association: { renewsClaimId: first.claim.id },
  });
  expect(again.claim.renewsClaimId).toBe(first.claim.id);
  const view = await reading(f.ctx(first.company.admin, sentAt(again)), (tx) =>
    partnerSurvey(tx, { claimNumber: String(again.claim.number), language: "en" }),
  );
  expect(view).toMatchObject({ closed: null, values: typed, asked: null });
});

test("the partner survey's pages say why they are closed, and are nobody else's", async () => {
  const it = await surveyed(f);
  const claimNumber = String(it.claim.number);
  const view = (actor = it.company.admin, at = sentAt(it)) =>
    reading(f.ctx(actor, at), (tx) => partnerSurvey(tx, { claimNumber, language: "nl" }));
  expect(await view()).toMatchObject({
    closed: null,
    questions: [{ field: "q_outcome", label: "Zijn de doelen gehaald?" }, {}],
  });
  expect(await view(it.company.admin, it.claim.deliveryDueAt)).toMatchObject({
    closed: "claim_expired",
  });
  await fillSurvey(f.ctx(it.company.admin, sentAt(it)), { number: it.claim.number, typed });
  expect(await view()).toMatchObject({ closed: "survey_answered" });
  await expect(view((await f.partner()).admin)).rejects.toMatchObject({ code: "not_found" });
});

test("W7: a claim's page says where each survey stands, and from when it may be sent again", async () => {
  const it = await sent(f, await surveyed(f));
  const view = (minutes: number) =>
    reading(f.ctx(it.company.admin, new Date(sentAt(it).getTime() + minutes * MINUTE)), (tx) =>
      getClaim(tx, it.claim.number).then((claim) => claimSurveys(tx, claim)),
    );
  expect(await view(4)).toMatchObject({
    open: true,
    cards: [
      { kind: "partner", state: "none", live: null },
      { kind: "customer", state: "sent", live: { minutesToResend: 6, mails: [{}], answer: null } },
    ],
  });
  expect((await view(10)).cards[1]?.live?.minutesToResend).toBe(0);
  const late = reading(f.ctx(it.company.admin, it.claim.deliveryDueAt), (tx) =>
    getClaim(tx, it.claim.number).then((claim) => claimSurveys(tx, claim)),
  );
  expect((await late).open).toBe(false);
});

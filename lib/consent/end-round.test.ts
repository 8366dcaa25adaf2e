import { ask, formOf, type Asked } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { reading } from "../ctx";
import { endRoundView } from "../views/end-round";
import { answerConsent } from "./answer";
import { statusOf } from "./lock-request";
import { endRound } from "./end-round";
import { getAskedRequest } from "./queries";

const f = fixture();
const at = (hours = 1) => new Date(f.now.getTime() + hours * 3_600_000);
const end = (it: Pick<Asked, "company" | "association">, hours = 1) =>
  endRound(f.ctx(it.company.admin, at(hours)), {
    associationId: it.association.id,
    reason: "wrong_customer",
  });
const mails = (it: Asked) =>
  f.sql<{ recipient: string; language: string }>(
    "select recipient, language from emails where partner_id = $1 and template = 'request-ended'",
    [it.company.id],
  );
const roundOf = async (it: Pick<Asked, "association">) =>
  (
    await f.sql("select ended_at, end_reason from associations where id = $1", [it.association.id])
  )[0];

test("the round ends with its reason, its links say so, and the contact is told once (D29)", async () => {
  const it = await ask(f);
  const input = { slug: it.engagement.slug, associationId: it.association.id };
  const page = await reading(f.ctx(it.company.admin, at()), (tx) => endRoundView(tx, input));
  expect(page).toMatchObject({ closed: null, told: { email: it.request.contactEmail } });
  await end(it);
  expect(await roundOf(it)).toEqual({ ended_at: at(), end_reason: "wrong_customer" });
  expect(await mails(it)).toEqual([{ recipient: it.request.contactEmail, language: "nl" }]);
  const asked = await reading(f.ctx(it.visitor, at(2)), getAskedRequest);
  expect(statusOf(asked, at(2))).toBe("no_longer_open");
  const form = { ...(await formOf(f, it.visitor, at(2))), decision: "accept" as const };
  const answer = answerConsent(f.ctx(it.visitor, at(2)), { ...form, saysLanguages: true });
  await expect(answer).rejects.toMatchObject({ code: "no_longer_open" });
  const audit = await f.sql(
    "select data from audit_log where subject_id = $1 and event = 'round.ended'",
    [it.association.id],
  );
  expect(audit).toHaveLength(1);
  await expect(end(it)).rejects.toMatchObject({ code: "round_ended" });
  expect(await mails(it)).toHaveLength(1);
});

test("an added customer leaves the page, a claimed one is known still (S56, D6)", async () => {
  const it = await ask(f);
  const rows = () =>
    f.sql(
      "select 1 from customers where partner_id = $1 and tenant_id = $2 and engagement_id = $3",
      [it.company.id, it.tenant.id, it.engagement.id],
    );
  expect(await rows()).toHaveLength(1);
  await end(it);
  expect(await rows()).toEqual([]);
});

test("nobody who was not asked is told", async () => {
  const company = await f.partner();
  const engagement = await f.engagement();
  const tenant = await f.tenant({ eligibleFor: [engagement] });
  const association = await f.association(company, tenant, engagement);
  await end({ company, association });
  expect(await roundOf({ association })).toMatchObject({ end_reason: "wrong_customer" });
  expect(await f.sql("select 1 from emails where partner_id = $1", [company.id])).toEqual([]);
});

test("not after an answer, not past the deadline, not of another company, not by a visitor", async () => {
  const answered = await ask(f);
  const form = { ...(await formOf(f, answered.visitor, at())), decision: "accept" as const };
  await answerConsent(f.ctx(answered.visitor, at()), { ...form, saysLanguages: true });
  await expect(end(answered, 2)).rejects.toMatchObject({ code: "already_answered" });
  const it = await ask(f);
  await expect(end(it, 24 * 31)).rejects.toMatchObject({ code: "expired" });
  const other = await f.partner();
  await expect(end({ ...it, company: other })).rejects.toMatchObject({ code: "not_found" });
  const input = { associationId: it.association.id, reason: "wrong_workshop" as const };
  await expect(endRound(f.ctx(it.visitor, at()), input)).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await mails(it)).toEqual([]);
});

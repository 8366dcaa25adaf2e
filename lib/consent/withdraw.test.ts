import { codeOf } from "@/lib/mail/tokens";
import { ask, formOf, stampSeen, type Asked } from "@/testing/asked";
import { claimOf, giveProof } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { submitClaim } from "../claims/submit-claim";
import { answerConsent } from "./answer";
import { confirmCode } from "./confirm-code";
import { reportRequest } from "./report";
import { CODE_MINUTES, CODES_A_DAY } from "../visitors/rules";
import { withdrawConsent } from "./withdraw";

const f = fixture();
const DAY = 86_400_000;
const after = (ms: number) => new Date(f.now.getTime() + ms);

type Form = Partial<Parameters<typeof answerConsent>[1]>;

async function accept(it: Asked, at = after(DAY)) {
  const form = { ...(await formOf(f, it.visitor, at)), decision: "accept" as const };
  return answerConsent(f.ctx(it.visitor, at), form);
}
async function withdraw(it: Asked, at = after(2 * DAY), form: Form = {}) {
  return withdrawConsent(f.ctx(it.visitor, at), { ...(await formOf(f, it.visitor, at)), ...form });
}
const one = async (text: string, it: Asked) =>
  (await f.sql<Record<string, unknown>>(text, [it.association.id]))[0];
const roundOf = (it: Asked) => one("select * from associations where id = $1", it);
const mails = (it: Asked, template: string) =>
  f.sql<{ recipient: string; variables: Record<string, string> }>(
    "select recipient, variables from emails where partner_id = $1 and template = $2 order by recipient",
    [it.company.id, template],
  );

describe("withdrawing (D14)", () => {
  test("frees the tenant at once, cancels the claim, and tells both sides", async () => {
    const it = await ask(f);
    await accept(it);
    expect(await withdraw(it)).toEqual({ kind: "stored" });
    expect(await roundOf(it)).toMatchObject({
      ended_at: after(2 * DAY),
      end_reason: "withdrawn",
      consented_at: after(DAY),
    });
    expect(await one("select status from workshop_claims where association_id = $1", it)).toEqual({
      status: "cancelled",
    });
    expect(await mails(it, "withdrawal-receipt")).toMatchObject([
      { recipient: it.request.contactEmail, variables: { fullName: "Zoë de Vries" } },
    ]);
    expect(await mails(it, "partner-withdrawn")).toHaveLength(2);
    expect(
      await one("select event from audit_log where subject_id = $1 order by seq desc limit 1", it),
    ).toEqual({ event: "consent.withdrawn" });

    const rival = await ask(f, { engagement: it.engagement, tenant: it.tenant });
    expect(await accept(rival, after(3 * DAY))).toEqual({ kind: "stored" });
  });

  test("leaves the customer known, and claimable again (S6, D6)", async () => {
    const it = await ask(f);
    await accept(it);
    await withdraw(it);
    expect(
      await f.sql(
        "select status, known from customers where partner_id = $1 and engagement_id = $2",
        [it.company.id, it.engagement.id],
      ),
    ).toEqual([{ status: "known", known: true }]);
  });

  test("happens once, and not before an answer or after a decline", async () => {
    const it = await ask(f);
    await expect(withdraw(it)).rejects.toMatchObject({ code: "not_to_withdraw" });
    await accept(it);
    await withdraw(it);
    await expect(withdraw(it)).rejects.toMatchObject({ code: "not_to_withdraw" });
    expect(await mails(it, "withdrawal-receipt")).toHaveLength(1);
  });

  test("ends when the claim is submitted, or the delivery window", async () => {
    const [submitted, over] = [await ask(f), await ask(f)];
    await accept(submitted);
    const claim = await claimOf(f, submitted.association.id);
    await giveProof(f, claim);
    await submitClaim(f.ctx(submitted.company.admin, after(2 * DAY)), { number: claim.number });
    await expect(withdraw(submitted, after(3 * DAY))).rejects.toMatchObject({
      code: "not_to_withdraw",
    });
    await accept(over);
    await expect(withdraw(over, after(100 * DAY))).rejects.toMatchObject({
      code: "not_to_withdraw",
    });
  });

  test("is no easier for a machine than answering (D10)", async () => {
    const it = await ask(f);
    await accept(it);
    await expect(withdraw(it, undefined, { more: "x" })).rejects.toMatchObject({
      code: "trap_filled",
    });
    await expect(withdraw(it, undefined, { fullName: "" })).rejects.toMatchObject({
      errors: [{ field: "fullName", code: "name_needed" }],
    });
    const result = await withdraw(it, undefined, { fullName: "Some Body" });
    if (result.kind !== "to_confirm") throw new Error("a code was expected");
    expect(await roundOf(it)).toMatchObject({ ended_at: null });
    const at = after(2 * DAY + 60_000);
    const stamp = await stampSeen(f, it.visitor, after(2 * DAY));
    const code = codeOf(result.codeId);
    const confirmed = confirmCode(f.ctx(it.visitor, at), { codeId: result.codeId, code, stamp });
    expect(await confirmed).toBe("withdraw");
    expect(await roundOf(it)).toMatchObject({ end_reason: "withdrawn" });
  });
});

describe("the code for a suspicious answer (D10)", () => {
  const suspicious = async (it: Asked, form: Form = {}, at = after(DAY)) => {
    const result = await answerConsent(f.ctx(it.visitor, at), {
      ...(await formOf(f, it.visitor, at)),
      decision: "accept",
      fullName: "Jan Klaassen",
      ...form,
    });
    if (result.kind !== "to_confirm") throw new Error("a code was expected");
    return result.codeId;
  };
  const confirm = async (it: Asked, codeId: string, code: string, at = after(DAY + 60_000)) =>
    confirmCode(f.ctx(it.visitor, at), {
      codeId,
      code,
      stamp: await stampSeen(f, it.visitor, after(DAY - 60_000)),
    });
  const wrongOf = (codeId: string) => (codeOf(codeId) === "123456" ? "654321" : "123456");

  test("stores nothing until it comes back; then the answer, as typed before", async () => {
    const it = await ask(f);
    const codeId = await suspicious(it, { decision: "decline", reason: "no" });
    expect(
      await one("select count(*)::int as n from consent_decisions where association_id = $1", it),
    ).toEqual({ n: 0 });
    expect(await roundOf(it)).toMatchObject({ ended_at: null });
    expect(await confirm(it, codeId, codeOf(codeId))).toBe("decline");
    expect(
      await one("select * from consent_decisions where association_id = $1", it),
    ).toMatchObject({
      decision: "decline",
      full_name: "Jan Klaassen",
      reason: "no",
      confirmed_by_code: true,
    });
  });

  test("goes to the mailbox that was asked; only a hash of it is kept", async () => {
    const it = await ask(f);
    const codeId = await suspicious(it);
    expect(await mails(it, "answer-code")).toMatchObject([
      { recipient: it.request.contactEmail, variables: { codeId, decision: "accept" } },
    ]);
    const rows = await f.sql(
      `select (select json_agg(c) from answer_codes c where c.id = $1)::text
         || (select json_agg(e) from emails e where e.template = 'answer-code')::text
         || (select json_agg(l) from audit_log l)::text as all`,
      [codeId],
    );
    // Not as a part of some id either: those hold digits by chance.
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`\\b${codeOf(codeId)}\\b`));
  });

  test("the same answer again finds the same code; another one gets its own; a day has its limit", async () => {
    const it = await ask(f);
    const first = await suspicious(it);
    expect(await suspicious(it)).toBe(first);
    for (let n = 1; n < CODES_A_DAY; n++) {
      expect(await suspicious(it, { fullName: `Jan Klaassen ${n}` })).not.toBe(first);
    }
    await expect(suspicious(it, { fullName: "One More" })).rejects.toMatchObject({
      code: "rate_limited_link",
    });
    expect(await mails(it, "answer-code")).toHaveLength(CODES_A_DAY);
    expect(await suspicious(it, { fullName: "One More" }, after(2 * DAY + 1))).not.toBe(first);
  });

  test("ten times the same form at once mails one code", async () => {
    const it = await ask(f);
    const codes = await Promise.all(Array.from({ length: 10 }, () => suspicious(it)));
    expect(new Set(codes).size).toBe(1);
    expect(await mails(it, "answer-code")).toHaveLength(1);
  });

  test("five tries, then it is over, also for the right one; each try counts", async () => {
    const it = await ask(f);
    const codeId = await suspicious(it);
    for (const left of [4, 3, 2, 1]) {
      await expect(confirm(it, codeId, wrongOf(codeId))).rejects.toMatchObject({
        errors: [{ field: "code", code: "code_wrong", params: { left } }],
      });
    }
    await expect(confirm(it, codeId, wrongOf(codeId))).rejects.toMatchObject({ code: "code_gone" });
    await expect(confirm(it, codeId, codeOf(codeId))).rejects.toMatchObject({ code: "code_gone" });
    expect(
      await one("select count(*)::int as n from consent_decisions where association_id = $1", it),
    ).toEqual({ n: 0 });
  });

  test("many tries at once are five", async () => {
    const it = await ask(f);
    const codeId = await suspicious(it);
    await Promise.allSettled(
      Array.from({ length: 30 }, () => confirm(it, codeId, wrongOf(codeId))),
    );
    expect(await f.sql("select attempts from answer_codes where id = $1", [codeId])).toEqual([
      { attempts: 5 },
    ]);
  });

  test("works for fifteen minutes, and once", async () => {
    const [late, it] = [await ask(f), await ask(f)];
    const lateCode = await suspicious(late);
    const end = after(DAY + CODE_MINUTES * 60_000);
    await expect(confirm(late, lateCode, codeOf(lateCode), end)).rejects.toMatchObject({
      code: "code_gone",
    });
    const codeId = await suspicious(it);
    await confirm(it, codeId, codeOf(codeId), new Date(end.getTime() - 1));
    await expect(confirm(it, codeId, codeOf(codeId))).rejects.toMatchObject({ code: "code_gone" });
  });

  test("is of one request: another link cannot use it", async () => {
    const [it, other] = [await ask(f), await ask(f)];
    const codeId = await suspicious(it);
    await expect(confirm(other, codeId, codeOf(codeId))).rejects.toMatchObject({
      code: "code_gone",
    });
    expect(await f.sql("select attempts from answer_codes where id = $1", [codeId])).toEqual([
      { attempts: 0 },
    ]);
  });

  test("comes too late for what was answered meanwhile", async () => {
    const it = await ask(f);
    const codeId = await suspicious(it, { decision: "decline" });
    await accept(it);
    await expect(confirm(it, codeId, codeOf(codeId))).rejects.toMatchObject({
      code: "already_answered",
    });
  });

  test("what is no code is told at its field", async () => {
    const it = await ask(f);
    const codeId = await suspicious(it);
    await expect(confirm(it, codeId, "12")).rejects.toMatchObject({
      errors: [{ field: "code", code: "code_needed" }],
    });
  });
});

describe('"Not expected? Tell us" (D10)', () => {
  const report = async (it: Asked, message = "Who are they?", at = after(DAY)) =>
    reportRequest(f.ctx(it.visitor, at), {
      stamp: await stampSeen(f, it.visitor, new Date(at.getTime() - 60_000)),
      more: "",
      message,
      saysLanguages: true,
    });

  test("decides nothing, and tells the partner and the programme's staff", async () => {
    const operator = await f.operator();
    const it = await ask(f);
    const before = await roundOf(it);
    await report(it);
    expect(await roundOf(it)).toEqual(before);
    expect(
      await f.sql("select message from consent_reports where request_id = $1", [it.request.id]),
    ).toEqual([{ message: "Who are they?" }]);
    expect((await mails(it, "report-notice")).map((mail) => mail.recipient)).toEqual(
      expect.arrayContaining([operator.email, "robin@partner.example", it.company.admin.email]),
    );
    expect(await accept(it, after(DAY + 1))).toEqual({ kind: "stored" });
  });

  test("works after an answer too, a few times, and needs a word", async () => {
    const it = await ask(f);
    await accept(it);
    await expect(report(it, " .")).rejects.toMatchObject({
      errors: [{ field: "message", code: "message_needed" }],
    });
    for (let n = 0; n < 5; n++) await report(it);
    await expect(report(it)).rejects.toMatchObject({ code: "rate_limited_link" });
  });

  test("is not sent by machines", async () => {
    const it = await ask(f);
    await expect(
      reportRequest(f.ctx(it.visitor), {
        stamp: "x",
        more: "",
        message: "spam",
        saysLanguages: true,
      }),
    ).rejects.toMatchObject({ code: "form_forged" });
    await expect(
      reportRequest(f.ctx(it.company.admin), { message: "spam", saysLanguages: true }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});

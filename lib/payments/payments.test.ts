import { eq } from "drizzle-orm";
import { workshopClaims } from "@/db/schema";
import { approved } from "@/testing/approved";
import { factFaults, tampering } from "@/testing/audit-faults";
import { fixture } from "@/testing/fixture";
import { justIn } from "@/testing/just-in";
import { refusal } from "@/testing/refusal";
import { payClaim } from "../claims/review/pay-claim";
import { reading, type Operator } from "../ctx";
import { databaseError } from "../errors";
import { partnerPayments } from "../views/payments";
import { paymentRun } from "../views/programme/payment-run";
import { paymentRuns } from "../views/programme/payment-runs";
import { paymentsCsv } from "../views/programme/payments";
import { cancelRun } from "./cancel-run";
import { makeFiles } from "./files/make-files";
import { takeFile } from "./files/take-file";
import { freezeRun } from "./freeze-run";
import { moveClaims } from "./move-claims";
import { openRun } from "./open-run";
import { getRun } from "./queries";
import { giveResult } from "./results/give-result";

const f = fixture({ tampers: true });
const refused = async (work: Promise<unknown>) => (await refusal(work))?.errors[0] ?? null;
const at = new Date("2026-04-20T10:00:00Z");
let payer: Operator;
beforeAll(async () => {
  payer = await f.operator({ roles: ["payments"], name: "Pia Payer" });
});
const ctx = (by: Operator = payer) => justIn(f.ctx(by, at));
const revisionOf = async (run: string) =>
  (await reading(f.ctx(payer), (tx) => getRun(tx, run))).revision;
const seen = async (run: string) => ({ run, revision: await revisionOf(run) });

/** What somebody pays by hand (W14). */
async function toPay(): Promise<string> {
  let text = "";
  for await (const piece of paymentsCsv(ctx(), "en")) text += piece;
  return text;
}

test("P30 an approved claim is gathered, frozen, handed out and paid", async () => {
  const it = await approved(f);
  expect(await toPay()).toContain(String(it.claim.number));
  const run = await openRun(ctx());
  expect(await refused(openRun(ctx()))).toMatchObject({ code: "payment_run_open" });
  expect(
    await refused(payClaim(ctx(), { number: it.claim.number, paymentReference: "X-1" })),
  ).toMatchObject({ code: "payment_run_holds", params: { run: 1 } });
  expect(await toPay()).not.toContain(String(it.claim.number));
  await freezeRun(ctx(), await seen(run));
  expect(await refused(takeFile(ctx(), { run, channel: "csv" }))).toMatchObject({
    code: "payment_file_waits",
  });
  await makeFiles(f.system(at), { run });
  const file = await takeFile(ctx(), { run, channel: "csv" });
  await makeFiles(f.system(new Date("2026-05-01")), { run });
  expect(await takeFile(ctx(), { run, channel: "csv" })).toEqual(file);
  expect(file.text).toContain("NL91ABNA0417164300");
  expect(await refused(cancelRun(ctx(), await seen(run)))).toMatchObject({
    code: "payment_run_exported",
  });
  const [payment] = await f.sql<{ id: string }>("select id from payments where run_id = $1", [run]);
  await giveResult(ctx(), {
    run,
    payment: payment!.id,
    outcome: "paid",
    reference: "BANK-1",
    paidOn: "2026-04-21",
  });
  expect(
    await f.sql("select status, payment_reference, payment_id from workshop_claims where id = $1", [
      it.claim.id,
    ]),
  ).toEqual([{ status: "paid", payment_reference: "BANK-1", payment_id: payment!.id }]);
});

test("P30 what failed goes into the next run; an account that is wrong is held until it is mended", async () => {
  const it = await approved(f);
  const other = await approved(f, { engagement: it.engagement });
  const run = await openRun(ctx());
  await moveClaims(ctx(), { ...(await seen(run)), to: "out", claims: [other.claim.number] });
  await freezeRun(ctx(), await seen(run));
  await makeFiles(f.system(at), { run });
  await takeFile(ctx(), { run, channel: "csv" });
  const [payment] = await f.sql<{ id: string }>("select id from payments where run_id = $1", [run]);
  await giveResult(ctx(), {
    run,
    payment: payment!.id,
    outcome: "failed",
    as: "payee",
    why: "AC04 closed",
  });
  const mails = await f.sql("select recipient from emails where template = 'payment-failed'");
  expect(mails).toEqual([{ recipient: it.company.admin.email }]);
  const next = await openRun(ctx());
  await freezeRun(ctx(), await seen(next));
  expect(
    await f.sql(
      "select c.number, l.state, l.hold from payment_lines l join workshop_claims c on c.id = l.claim_id where l.run_id = $1 order by l.state",
      [next],
    ),
  ).toEqual([
    { number: it.claim.number, state: "held", hold: "payee_profile" },
    { number: other.claim.number, state: "in", hold: null },
  ]);
  await cancelRun(ctx(), await seen(next));
});

test("P6 who approved a claim freezes no run with it and pays nothing of it, unless the settings let them", async () => {
  const both = await f.operator({ roles: ["payments", "reviewer"] });
  await f.sql("update programme set approver_pays = false");
  const it = await approved(f, { reviewer: both });
  const run = await openRun(ctx());
  const own = { code: "own_approvals", params: { claims: String(it.claim.number) } };
  expect(await refused(freezeRun(ctx(both), await seen(run)))).toMatchObject(own);
  await f.sql("update programme set approver_pays = true");
  await freezeRun(ctx(both), await seen(run));
  await f.sql("update programme set approver_pays = false");
  await makeFiles(f.system(at), { run });
  await takeFile(ctx(both), { run, channel: "csv" });
  const [payment] = await f.sql<{ id: string }>(
    "select p.id from payments p join payment_lines l on l.payment_id = p.id where l.claim_id = $1",
    [it.claim.id],
  );
  const paid = {
    run,
    payment: payment!.id,
    outcome: "paid",
    reference: "OWN-1",
    paidOn: "2026-04-21",
  } as const;
  expect(await refused(giveResult(ctx(both), paid))).toMatchObject({ code: "own_approval" });
  await giveResult(ctx(), paid);
  expect(await refused(giveResult(ctx(), { ...paid, reference: "OWN-2" }))).toMatchObject({
    code: "payment_told",
  });
  expect(
    await refused(payClaim(ctx(), { number: it.claim.number, paymentReference: "X-9" })),
  ).toMatchObject({ code: "claim_moved" });
  await f.sql("update programme set approver_pays = true");
});

test("U13, P5, P4 who acts proved just now who they are, has the role, and saw the run as it is", async () => {
  const it = await approved(f);
  const run = await openRun(ctx());
  const now = await seen(run);
  const late = f.ctx(payer, new Date(payer.signedInAt.getTime() + 16 * 60_000));
  for (const act of [freezeRun, cancelRun])
    expect(await refused(act(late, now))).toMatchObject({ code: "sign_in_again" });
  const reviewer = await f.operator({ roles: ["reviewer"] });
  for (const act of [freezeRun, cancelRun])
    expect(await refused(act(ctx(reviewer), now))).toMatchObject({
      code: "forbidden",
      params: { act: "payments.run" },
    });
  await moveClaims(ctx(), { ...now, to: "out", claims: [it.claim.number] });
  expect(await refused(freezeRun(ctx(), now))).toMatchObject({
    code: "changed_meanwhile",
    params: { by: "person", name: "Pia Payer" },
  });
  const stranger = await f.operator({ roles: ["payments"], companies: [it.company.id] });
  expect(
    await refused(
      moveClaims(ctx(stranger), { ...(await seen(run)), to: "in", claims: [it.claim.number] }),
    ),
  ).toMatchObject({ code: "own_company" });
  const view = await reading(ctx(stranger), (tx) => paymentRun(tx, { id: run, search: {} }));
  const masked = view.lines.filter((row) => row.own);
  expect(masked.map(({ amount }) => amount.minor)).toContain(it.claim.payoutMinor);
  expect(JSON.stringify(masked)).not.toContain(it.company.name);
  await cancelRun(ctx(), await seen(run));
});

test("P30 what the bank sends back after it was told as paid is owed again, told to the partner and the log, and only then", async () => {
  const it = await approved(f);
  const run = await openRun(ctx());
  const others = await f.sql<{ number: number }>(
    "select c.number from payment_lines l join workshop_claims c on c.id = l.claim_id where l.run_id = $1 and c.id <> $2",
    [run, it.claim.id],
  );
  if (others.length > 0)
    await moveClaims(ctx(), {
      ...(await seen(run)),
      to: "out",
      claims: others.map(({ number }) => number),
    });
  await freezeRun(ctx(), await seen(run));
  await makeFiles(f.system(at), { run });
  await takeFile(ctx(), { run, channel: "csv" });
  const [payment] = await f.sql<{ id: string }>("select id from payments where run_id = $1", [run]);
  const back = {
    run,
    payment: payment!.id,
    outcome: "returned",
    returnedOn: "2026-04-23",
    as: "payee",
    why: "AC04 closed",
  } as const;
  expect(await refused(giveResult(ctx(), back))).toMatchObject({ code: "payment_not_paid" });
  await giveResult(ctx(), {
    run,
    payment: payment!.id,
    outcome: "paid",
    reference: "BACK-1",
    paidOn: "2026-04-22",
  });
  const unpay = {
    status: "approved" as const,
    paidAt: null,
    paymentReference: null,
    paymentId: null,
  };
  const forged = f.db.transaction(f.scope(payer), (db) =>
    db.update(workshopClaims).set(unpay).where(eq(workshopClaims.id, it.claim.id)),
  );
  expect(databaseError(await forged.catch((error: unknown) => error))?.constraint).toBe(
    "workshop_claims_facts_stay",
  );
  expect(await refused(giveResult(ctx(), { ...back, returnedOn: "2026-04-21" }))).toMatchObject({
    code: "dates_out_of_order",
  });
  await giveResult(ctx(), back);
  await giveResult(ctx(), back);
  expect(await refused(giveResult(ctx(), { ...back, why: "other" }))).toMatchObject({
    code: "payment_told",
  });
  expect(
    await f.sql("select status, paid_at, payment_reference from workshop_claims where id = $1", [
      it.claim.id,
    ]),
  ).toEqual([{ status: "approved", paid_at: null, payment_reference: null }]);
  expect(
    await f.sql(
      "select variables ->> 'kind' as kind from emails where template = 'payment-failed' and partner_id = $1",
      [it.company.id],
    ),
  ).toEqual([{ kind: "returned_payee" }]);
  expect(
    await f.sql("select payee_profile from locations where id = $1", [it.company.location.id]),
  ).toEqual([{ payee_profile: "rejected" }]);
  const page = await reading(f.ctx(it.company.admin, at), (tx) =>
    partnerPayments(tx, { search: {} }),
  );
  expect(page.rows).toMatchObject([
    { number: it.claim.number, state: "returned", failedWhy: "AC04 closed" },
  ]);
  const faults = await factFaults(f, it.company.id);
  expect(faults.filter(({ kind }) => kind !== "document")).toEqual([]);
  const next = await openRun(ctx());
  expect(
    await f.sql("select state from payment_lines where run_id = $1 and claim_id = $2", [
      next,
      it.claim.id,
    ]),
  ).toEqual([{ state: "in" }]);
  await cancelRun(ctx(), await seen(next));
});

test("P30 approved claims that no run pays are told, with the reason; of the reader's own company without a name", async () => {
  const all = await Promise.all([approved(f), approved(f), approved(f), approved(f)]);
  const [goes, nothing, other, held] = all.map(({ claim }) => claim.number);
  await tampering(f)(
    "update workshop_claims set payout_minor = null, currency = null where number = $1",
    [nothing],
  );
  await tampering(f)("update workshop_claims set currency = 'XTS' where number = $1", [other]);
  const [, , , { company }] = all as [unknown, unknown, unknown, (typeof all)[number]];
  const own = await f.operator({ roles: ["payments"], companies: [company.id] });
  await f.sql(
    "update partners set suspended_at = now(), suspended_by = $2, suspended_why = 'x' where id = $1",
    [company.id, payer.userId],
  );
  const { left } = await reading(ctx(own), (tx) => paymentRuns(tx, { search: {} }));
  const why = (number: number | undefined) => left.rows.find((row) => row.number === number);
  expect([goes, nothing, other, held].map((number) => why(number)?.why)).toEqual([
    undefined,
    "nothing",
    "currency",
    "suspended",
  ]);
  expect([why(nothing)?.own, why(held)?.own]).toEqual([false, true]);
});

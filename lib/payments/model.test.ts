import fc from "fast-check";
import { approved, approvedLike } from "@/testing/approved";
import type { Consented } from "@/testing/claims";
import { fixture, type Company } from "@/testing/fixture";
import { justIn } from "@/testing/just-in";
import { painFaults } from "@/testing/pain";
import { cancelOpen, exported, seen, takeFileOf } from "@/testing/runs";
import { givePayee } from "@/testing/places";
import { tries } from "@/testing/tries";
import { changeAccount } from "../programme/account/change-account";
import { decidePayee } from "../partners/payee/decide-payee";
import { reading, type Operator } from "../ctx";
import { paymentRun } from "../views/programme/payment-run";
import { partnerPayments } from "../views/payments";
import { cancelRun } from "./cancel-run";
import { makeFiles } from "./files/make-files";
import { freezeRun } from "./freeze-run";
import { moveClaims } from "./move-claims";
import { openRun } from "./open-run";
import { giveResult } from "./results/give-result";
import { readPaymentName } from "./rules";

/** P30: random runs with failures and repeats against a small model: nobody is paid twice, nothing is lost, sums are equal. */
const f = fixture({ tampers: true });
const at = new Date("2026-04-20T10:00:00Z");
let payer: Operator;
let first: Consented;
const companies: Company[] = [];
const ctx = () => justIn(f.ctx(payer, at));

/** What the model knows of a claim: what it pays, where, and whether somebody was paid for it. */
type Owed = { number: number; minor: number; company: number; paid: string | null };
const owed: Owed[] = [];
const files: string[] = [];
let references = 0;

beforeAll(async () => {
  const { currency } = (await f.sql<{ currency: string }>("select currency from programme"))[0]!;
  // What the programme pays in is what the payees' accounts take, but for one of them.
  await f.sql("update programme set currency = 'EUR'");
  payer = await f.operator({ name: "Pia Payer" });
  first = await approved(f, { amount: 10 });
  companies.push(first.company);
  for (let n = 0; n < 3; n++) companies.push(await f.partner());
  const [, , , last] = companies;
  await givePayee(f, last!, { version: 1, currency: "usd" });
  await decidePayee(f.ctx(payer), {
    location: last!.location.id,
    version: 2,
    decision: "valid",
    reason: "",
  });
  await changeAccount(ctx(), {
    revision: 0,
    accountName: "Programme",
    iban: "DE89370400440532013000",
    bic: "",
  });
  owed.push({
    number: first.claim.number,
    minor: first.claim.payoutMinor!,
    company: 0,
    paid: null,
  });
  expect([currency, first.claim.currency]).toEqual([currency, "EUR"]);
});

type Plan = {
  claims: { company: number; minor: number }[];
  held: number | null;
  out: number[];
  cancel: "open" | "frozen" | null;
  /** What becomes of each payee's payment, in a first file and, where that is silent, by hand. */
  results: ("paid" | "failed" | "later")[];
  twice: boolean;
  /** Which of the payments that were paid, in this run or before, the bank sends back; by file or by hand. */
  returned: { payment: number; by: "file" | "hand" } | null;
};
const plans: fc.Arbitrary<Plan> = fc.record({
  claims: fc.array(
    fc.record({ company: fc.nat(3), minor: fc.integer({ min: 1, max: 999_999_99 }) }),
    { maxLength: 3 },
  ),
  held: fc.option(fc.nat(3), { freq: 3 }),
  out: fc.array(fc.nat(20), { maxLength: 2 }),
  cancel: fc.option(fc.constantFrom("open" as const, "frozen" as const), { freq: 6 }),
  results: fc.array(fc.constantFrom("paid" as const, "failed" as const, "later" as const), {
    minLength: 4,
    maxLength: 4,
  }),
  twice: fc.boolean(),
  returned: fc.option(
    fc.record({ payment: fc.nat(9), by: fc.constantFrom("file" as const, "hand" as const) }),
  ),
});

const plain: Plan = {
  claims: [0, 1, 2, 3].map((company) => ({ company, minor: 100 })),
  ...{ held: null, out: [], cancel: null, results: ["paid", "failed", "later", "paid"] },
  ...{ twice: true, returned: null },
};

test("P30 whatever becomes of runs, each claim is paid once, all of it, and every sum is the same", async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      await walk(plan);
      await compare();
      if (await sendBack(plan)) await compare();
    }),
    // One with a file for the bank, whatever the others are.
    { numRuns: tries("RUNS", { ci: 12, whole: 500 }), endOnFailure: true, examples: [[plain]] },
  );
  expect(files.length).toBeGreaterThan(0);
  expect(painFaults(files).filter((faults) => faults.length > 0)).toEqual([]);
}, 3_600_000);

async function walk(plan: Plan): Promise<void> {
  for (const { company, minor } of plan.claims) {
    const { id: partnerId, location } = companies[company]!;
    const [number] = await approvedLike(f, first, [minor], { partnerId, locationId: location.id });
    owed.push({ number: number!, minor, company, paid: null });
  }
  const open = owed.filter(({ paid }) => paid === null);
  if (open.length === 0) {
    await expect(openRun(ctx())).rejects.toThrow("nothing_to_pay");
    return;
  }
  const run = await openRun(ctx());
  if (plan.cancel === "open") return cancelRun(ctx(), await seen(f, run));
  const out = open.filter((_, place) => plan.out.includes(place)).map(({ number }) => number);
  if (out.length > 0) await moveClaims(ctx(), { ...(await seen(f, run)), to: "out", claims: out });
  await suspend(plan.held);
  const going = open.filter(
    ({ number, company }) => !out.includes(number) && company !== plan.held,
  );
  if (going.length === 0) {
    await expect(freezeRun(ctx(), await seen(f, run))).rejects.toThrow("nothing_to_pay");
    await suspend(null);
    return cancelOpen(f, ctx());
  }
  await freezeRun(ctx(), await seen(f, run));
  await suspend(null);
  if (plan.cancel === "frozen") return cancelRun(ctx(), await seen(f, run));
  await makeFiles(f.system(at), { run });
  const taken = await exported(f, ctx(), run);
  expect(await exported(f, ctx(), run)).toEqual(taken);
  if (taken.pain !== "") files.push(taken.pain);
  const sum = going.reduce((all, { minor }) => all + minor, 0);
  expect(sumOf(taken)).toBe(sum);
  const view = await reading(ctx(), (tx) => paymentRun(tx, { id: run, search: {} }));
  expect([view.sums.claims, view.sums.amountMinor, view.sums.payments]).toEqual([
    going.length,
    sum,
    new Set(going.map(({ company }) => company)).size,
  ]);
  expect(view.payments.reduce((all, { amount }) => all + amount.minor, 0)).toBe(sum);
  expect(view.files.reduce((all, { amountMinor }) => all + amountMinor, 0)).toBe(sum);
  await answer(run, going, plan);
}

/** What stands in the files of a run, in cents: of the one for the bank as its control sum and its transfers say. */
function sumOf({ pain, csv }: { pain: string; csv: string }): number {
  const cents = (text: string) => Math.round(Number(text) * 100);
  const each = Array.from(pain.matchAll(/<InstdAmt Ccy="EUR">([\d.]+)</g), ([, amount]) =>
    cents(amount!),
  );
  const control = cents(/<CtrlSum>([\d.]+)</.exec(pain)?.[1] ?? "0");
  const inPain = each.reduce((all, one) => all + one, 0);
  expect(inPain).toBe(control);
  const lines = csv.split("\r\n").slice(1, -1);
  return (
    control + lines.reduce((all, line) => all + cents(/,([\d.]+),EUR,[^,]*$/.exec(line)![1]!), 0)
  );
}

async function answer(run: string, going: Owed[], { results, twice }: Plan): Promise<void> {
  const payments = await f.sql<{
    id: string;
    place: number;
    run_number: number;
    partner_id: string;
  }>("select id, place, run_number, partner_id from payments where run_id = $1", [run]);
  const rows = payments.map((payment) => {
    const company = companies.findIndex(({ id }) => id === payment.partner_id);
    const name = `P${String(payment.run_number)}-${String(payment.place)}`;
    return {
      ...payment,
      company,
      name,
      outcome: results[company]!,
      reference: `REF-${String(++references)}`,
    };
  });
  expect(rows.map(({ name }) => readPaymentName(name)?.place)).toEqual(
    rows.map(({ place }) => place),
  );
  const file = rows
    .filter(({ outcome }) => outcome !== "later")
    .map(
      ({ name, outcome, reference }) => `${name},${outcome},${reference},2026-04-21,AM04 no funds`,
    );
  const text = ["payment,state,reference,date,reason", ...file].join("\n");
  if (file.length > 0) {
    expect(await takeFileOf(ctx(), run, text)).toEqual({ changed: file.length, same: 0 });
    if (twice)
      expect(await takeFileOf(ctx(), run, text)).toEqual({ changed: 0, same: file.length });
  }
  for (const { id, outcome, reference } of rows)
    if (outcome === "later")
      await giveResult(ctx(), {
        run,
        payment: id,
        outcome: "paid",
        reference,
        paidOn: "2026-04-22",
      });
  for (const claim of going) {
    const row = rows.find(({ company }) => company === claim.company)!;
    if (row.outcome !== "failed") claim.paid = row.reference;
  }
}

/** The bank sends back what was paid: its claims are owed again; told twice it is the same. */
async function sendBack({ returned }: Plan): Promise<boolean> {
  const paid = await f.sql<{
    id: string;
    run_id: string;
    place: number;
    run_number: number;
    reference: string;
  }>(
    "select id, run_id, place, run_number, reference from payments where reference is not null and returned_at is null order by run_number, place",
  );
  if (returned === null || paid.length === 0) return false;
  const { id, run_id: run, place, run_number, reference } = paid[returned.payment % paid.length]!;
  if (returned.by === "hand") {
    const result = {
      run,
      payment: id,
      outcome: "returned" as const,
      returnedOn: "2026-04-25",
      as: "other" as const,
      why: "AC06 blocked",
    };
    await giveResult(ctx(), result);
    await giveResult(ctx(), result);
  } else {
    const text = `payment,state,reference,date,reason\nP${String(run_number)}-${String(place)},returned,${reference},2026-04-25,MS03`;
    expect(await takeFileOf(ctx(), run, text)).toEqual({ changed: 1, same: 0 });
    expect(await takeFileOf(ctx(), run, text)).toEqual({ changed: 0, same: 1 });
  }
  for (const claim of owed) if (claim.paid === reference) claim.paid = null;
  return true;
}

async function suspend(company: number | null): Promise<void> {
  await f.sql(
    "update partners set suspended_at = case when id = $1 then now() end, suspended_by = case when id = $1 then $2::uuid end, suspended_why = case when id = $1 then 'x' end",
    [company === null ? null : companies[company]!.id, payer.userId],
  );
}

/** The database, and each partner's page, against the model. */
async function compare(): Promise<void> {
  const claims = await f.sql<{ number: number; status: string; reference: string | null }>(
    "select number, status, payment_reference as reference from workshop_claims order by number",
  );
  expect(claims).toEqual(
    owed
      .map(({ number, paid }) => ({
        number,
        status: paid === null ? "approved" : "paid",
        reference: paid,
      }))
      .sort((a, b) => a.number - b.number),
  );
  const [twice] = await f.sql<{ claims: number; minor: string | null }>(
    "select count(*)::int - count(distinct claim_id)::int as claims, sum(amount_minor) as minor from payment_lines where state = 'paid'",
  );
  const due = owed.reduce((all, { paid, minor }) => all + (paid === null ? 0 : minor), 0);
  expect([twice?.claims, Number(twice?.minor ?? 0)]).toEqual([0, due]);
  for (const [at, { admin }] of companies.entries()) {
    const mine = owed.filter(({ company, paid }) => company === at && paid !== null);
    const shown = await everything(admin);
    expect(
      shown
        .filter(({ state }) => state === "paid")
        .map(
          ({ number, reference, amount }) =>
            `${String(number)} ${String(reference)} ${String(amount?.minor)}`,
        )
        .sort(),
    ).toEqual(
      mine
        .map(({ number, paid, minor }) => `${String(number)} ${String(paid)} ${String(minor)}`)
        .sort(),
    );
  }
}

async function everything(admin: Company["admin"]) {
  const rows = [];
  for (let after: string | undefined; ;) {
    const page = await reading(f.ctx(admin, at), (tx) =>
      partnerPayments(tx, { search: { after } }),
    );
    rows.push(...page.rows);
    if (page.next === null) return rows;
    after = page.next;
  }
}

import { cancelRun } from "@/lib/payments/cancel-run";
import { openRun } from "@/lib/payments/open-run";
import { giveResult } from "@/lib/payments/results/give-result";
import { approved } from "@/testing/approved";
import { factFaults, faultsAfter } from "@/testing/audit-faults";
import { fixture, type Company } from "@/testing/fixture";
import { justIn } from "@/testing/just-in";
import { exported, frozen, seen } from "@/testing/runs";

const f = fixture({ tampers: true });
let company: Company;

beforeAll(async () => {
  const ctx = justIn(f.ctx(await f.operator(), new Date("2026-04-20T10:00:00Z")));
  ({ company } = await approved(f));
  const run = await frozen(f, ctx);
  await exported(f, ctx, run);
  const [payment] = await f.sql<{ id: string }>("select id from payments where run_id = $1", [run]);
  await giveResult(ctx, {
    run,
    payment: payment!.id,
    outcome: "paid",
    reference: "BANK-1",
    paidOn: "2026-04-21",
  });
  await approved(f, { company });
  const next = await openRun(ctx);
  await cancelRun(ctx, await seen(f, next));
  for (const chain of [company.id, "programme"]) {
    const faults = await factFaults(f, chain);
    expect(faults.filter(({ kind }) => kind.startsWith("payment") || kind === "claim")).toEqual([]);
  }
});

test.each([
  ["another reference", "payment", "differs", "update payments set reference = 'BANK-2'"],
  ["another day", "payment", "differs", "update payments set paid_on = '2026-04-22'"],
  ["another amount", "payment", "differs", "update payments set amount_minor = amount_minor + 1"],
  [
    "who said so",
    "payment",
    "differs",
    "update payments set told_by = (select id from users where id <> told_by limit 1)",
  ],
  [
    "a payment that nobody told of",
    "payment",
    "gone",
    "update payments set reference = null, paid_on = null, told_at = null, told_by = null",
  ],
  [
    "a run that is gone",
    "payment_run",
    "gone",
    "delete from payment_runs where cancelled_at is not null",
  ],
  [
    "a run that nobody cancelled",
    "payment_run",
    "differs",
    "update payment_runs set cancelled_at = null, cancelled_by = null",
  ],
  [
    "a run that nobody froze",
    "payment_run",
    "differs",
    "update payment_runs set frozen_at = now(), frozen_by = opened_by where cancelled_at is not null",
  ],
  [
    "a run that nobody took a file of",
    "payment_run",
    "differs",
    "update payment_runs set exported_at = null",
  ],
  [
    "a run that nobody opened",
    "payment_run",
    "not_in_log",
    "insert into payment_runs (number, currency, opened_at, opened_by, changed_at, changed_by) select 99, 'USD', now(), id, now(), id from users limit 1",
  ],
] as const)("%s", async (_, kind, fault, statement) => {
  const chain = kind === "payment" ? company.id : "programme";
  expect(await faultsAfter(f, chain, statement, [])).toContainEqual(
    expect.objectContaining({ kind, fault }),
  );
});

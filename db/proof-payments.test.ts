import { makeFiles } from "@/lib/payments/files/make-files";
import { takeFile } from "@/lib/payments/files/take-file";
import { giveResult } from "@/lib/payments/results/give-result";
import type { Operator } from "@/lib/ctx";
import { approved } from "@/testing/approved";
import { attacker } from "@/testing/attacker";
import type { Consented } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { justIn } from "@/testing/just-in";
import { openRun } from "@/lib/payments/open-run";
import { freezeRun } from "@/lib/payments/freeze-run";
import { seen } from "@/testing/runs";

/** P30: payments, as the web server's role would have to forge them. */
const them = attacker(() => f);
const f = fixture();
const at = new Date("2026-04-20T10:00:00Z");
let payer: Operator;
let reviewer: Operator;
let own: Operator;
let mine: Consented;
let theirs: Consented;
let loose: Consented;
let run: string;
let open: string;
let payments: { id: string; partner_id: string }[];

beforeAll(async () => {
  payer = await f.operator({ roles: ["payments"] });
  mine = await approved(f);
  theirs = await approved(f, { engagement: mine.engagement });
  reviewer = await f.operator({ roles: ["reviewer", "administrator", "partner_manager"] });
  own = await f.operator({ roles: ["payments"], companies: [mine.company.id] });
  const ctx = justIn(f.ctx(payer, at));
  run = await openRun(ctx);
  await freezeRun(ctx, await seen(f, run));
  await makeFiles(f.system(at), { run });
  await takeFile(ctx, { run, channel: "csv" });
  payments = await f.sql("select id, partner_id from payments where run_id = $1", [run]);
  const ofTheirs = payments.find(({ partner_id }) => partner_id === theirs.company.id)!;
  await giveResult(ctx, { run, payment: ofTheirs.id, outcome: "failed", as: "other", why: "x" });
  loose = await approved(f, { engagement: mine.engagement });
  open = await openRun(ctx);
  await them.connect();
  // Each of them proved just now who they are (U13).
  await f.sql("update sessions set proven_at = now()");
});
const tries = async (by: Operator, text: string, values: unknown[] = []) => {
  await them.begin(by);
  return them.tries(text, values);
};
const ours = () => payments.find(({ partner_id }) => partner_id === mine.company.id)!.id;

test("a partner's people read their own payments, of their own locations, and write none", async () => {
  const { admin } = mine.company;
  const elsewhere = await f.location(mine.company);
  const there = await f.user(mine.company, {
    grants: [{ role: "incentives_admin", locationId: elsewhere.id }],
  });
  for (const [table, count] of [
    ["payments", 1],
    ["payment_lines", 1],
    ["payment_runs", 0],
    ["payment_files", 0],
    ["programme_accounts", 0],
  ] as const) {
    await them.begin(admin);
    const seen = await them
      .client()
      .query(`select count(*)::int as count from ${table}`)
      .catch(() => ({ rows: [{ count: 0 }] }));
    expect([table, seen.rows]).toEqual([table, [{ count }]]);
    await them.begin(there);
    const other = await them
      .client()
      .query(`select count(*)::int as count from ${table}`)
      .catch(() => ({ rows: [{ count: 0 }] }));
    expect([table, other.rows]).toEqual([table, [{ count: 0 }]]);
  }
  await them.begin(admin);
  expect(
    await them.tries(
      "update payments set reference = 'X', paid_on = now(), told_at = now(), told_by = $1",
      [admin.userId],
    ),
  ).toBe(0);
  expect(
    await them.tries(
      "insert into payment_runs (number, currency, opened_at, opened_by, changed_at, changed_by) values (99, 'USD', now(), $1, now(), $1)",
      [admin.userId],
    ),
  ).toMatch(/row-level security|payment_runs/);
  expect(
    await them.tries(
      "insert into payment_lines (partner_id, run_id, claim_id, location_id, amount_minor, currency) values ($1, $2, $3, $4, 1, 'USD')",
      [mine.company.id, open, mine.claim.id, mine.company.location.id],
    ),
  ).not.toBe(1);
});

test("staff without the role act on no run, and read no file", async () => {
  await them.begin(reviewer);
  const files = await them.client().query("select from payment_files");
  expect(files.rowCount).toBe(0);
  for (const text of [
    "update payment_runs set cancelled_at = now(), cancelled_by = $1, changed_by = $1, changed_at = now(), revision = revision + 1",
    "update payments set failed_as = 'other', failed_why = 'x', told_at = now(), told_by = $1 where told_at is null",
    "update payment_lines set state = 'out' where $1::uuid is not null",
  ])
    expect([text, await tries(reviewer, text, [reviewer.userId])]).toEqual([text, 0]);
  const insert =
    "insert into payment_runs (number, currency, opened_at, opened_by, changed_at, changed_by) values (99, 'USD', now(), $1, now(), $1)";
  expect(await tries(reviewer, insert, [reviewer.userId])).toBe("row-level security");
  expect(await tries(payer, insert, [reviewer.userId])).toBe("payment_runs_own");
  expect(await tries(payer, "select sealed from payee_profiles")).toBe("permission denied");
  expect(await tries(payer, "select sealed from programme_accounts")).toBe("permission denied");
  expect(
    await tries(
      payer,
      "insert into payment_files (run_id, channel, payments, amount_minor, sha256, key_id, sealed, made_at) values ($1, 'pain', 1, 1, repeat('a', 64), 'x', 'x', now())",
      [run],
    ),
  ).toBe("permission denied");
});

test("a frozen run does not change: no line, amount, payee or account", async () => {
  const steps: [string, unknown[], unknown][] = [
    ["update payment_lines set state = 'out' where run_id = $1", [run], "payment_lines_frozen"],
    ["update payment_lines set state = 'failed' where run_id = $1", [run], "payment_lines_frozen"],
    ["update payment_lines set amount_minor = 1 where run_id = $1", [run], "permission denied"],
    ["update payments set amount_minor = 1 where run_id = $1", [run], "permission denied"],
    ["update payments set legal_name = 'Me' where run_id = $1", [run], "permission denied"],
    [
      "update payment_runs set frozen_at = null, frozen_by = null, exported_at = null, revision = revision + 1, changed_at = now(), changed_by = $2 where id = $1",
      [run, payer.userId],
      "payment_runs_moves",
    ],
    [
      "update payment_runs set cancelled_at = now(), cancelled_by = $2, revision = revision + 1, changed_at = now(), changed_by = $2 where id = $1",
      [run, payer.userId],
      "payment_runs_exported",
    ],
    [
      "insert into payment_lines (partner_id, run_id, claim_id, location_id, amount_minor, currency) select partner_id, $1, id, location_id, payout_minor, currency from workshop_claims where id = $2",
      [run, loose.claim.id],
      "payment_lines_fit",
    ],
    ["delete from payments where run_id = $1", [run], "permission denied"],
    ["delete from payment_lines where run_id = $1", [run], "permission denied"],
  ];
  for (const [text, values, refused] of steps)
    expect([text, await tries(payer, text, values)]).toEqual([text, refused]);
});

test("a line is an approved claim with what it pays, once", async () => {
  const line =
    "insert into payment_lines (partner_id, run_id, claim_id, location_id, amount_minor, currency) select partner_id, $1, id, location_id, payout_minor + $3, currency from workshop_claims where id = $2";
  await them.begin(payer);
  await them
    .client()
    .query(
      "update payment_runs set cancelled_at = now(), cancelled_by = $2, revision = revision + 1, changed_at = now(), changed_by = $2 where id = $1",
      [open, payer.userId],
    );
  await them
    .client()
    .query(
      "insert into payment_runs (id, number, currency, opened_at, opened_by, changed_at, changed_by) select $2, 50, currency, now(), $1, now(), $1 from programme",
      [payer.userId, "0d3f5b8a-7a41-4a2b-8d3c-5e6f70819203"],
    );
  const next = "0d3f5b8a-7a41-4a2b-8d3c-5e6f70819203";
  expect(await them.tries(line, [next, loose.claim.id, 1])).toBe("payment_lines_fit");
  expect(await them.tries(line, [next, loose.claim.id, 0])).toBe(1);
  // It stands in the frozen run, which has not been answered.
  expect(await them.tries(line, [next, mine.claim.id, 0])).toBe("payment_lines_claim_once");
});

test("a payment is told of once, by who may, and pays each of its claims", async () => {
  const paid =
    "update payments set reference = 'FORGED', paid_on = now(), told_at = now(), told_by = $1 where id = $2";
  expect(await tries(payer, paid, [payer.userId, ours()])).toBe("payments_settled");
  expect(await tries(payer, paid, [reviewer.userId, ours()])).toBe("payments_own");
  expect(await tries(own, paid, [own.userId, ours()])).toBe(0);
  const failed = payments.find(({ id }) => id !== ours())!.id;
  expect(await tries(payer, paid, [payer.userId, failed])).toBe("payments_told_once");
  const claim =
    "update workshop_claims set status = 'paid', status_at = now(), paid_at = now(), payment_reference = 'FORGED', payment_id = $2 where id = $1";
  expect(await tries(payer, claim, [mine.claim.id, null])).toBe("workshop_claims_in_run");
  expect(await tries(payer, claim, [mine.claim.id, ours()])).toBe("workshop_claims_in_run");
  expect(await tries(payer, claim, [theirs.claim.id, ours()])).toMatch(/workshop_claims/);
});

test("P6 who belongs to the company takes nothing of it out", async () => {
  expect(
    await tries(
      own,
      "update payment_lines set state = 'out' where run_id = $1 and partner_id = $2",
      [open, mine.company.id],
    ),
  ).toBe(0);
  const belongs = await f.operator({ roles: ["payments"], companies: [loose.company.id] });
  expect(
    await tries(
      belongs,
      "update payment_lines set state = 'out' where run_id = $1 and partner_id = $2",
      [open, loose.company.id],
    ),
  ).toBe("payment_lines_own_company");
});

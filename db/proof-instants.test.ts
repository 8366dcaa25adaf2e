import { attacker } from "@/testing/attacker";
import { inReview } from "@/testing/claims";
import { fixture } from "@/testing/fixture";

/** Who decides says when, and an address is one mailbox, whoever writes it. */
const them = attacker(() => f);
const f = fixture();
let held: Awaited<ReturnType<typeof inReview>>;
let still: typeof held;

beforeAll(async () => {
  held = await inReview(f);
  still = await inReview(f, { engagement: await f.engagement({ clockStandsStill: true }) });
  await them.connect();
});

test("D9, D17 a reviewer decides now, and the partner has all its days to dispute", async () => {
  await them.begin(held.reviewer);
  // With the review that says so (W12).
  const tries = (set: string) =>
    them.tries(
      `with moved as (update workshop_claims set ${set} where id = $1 returning *)
       insert into claim_reviews (partner_id, claim_id, submitted_at, decision, reasons, comment, reviewer_id, reviewer_name, decided_at)
       select partner_id, id, submitted_at, status::text, '["x"]', 'x', $2, $3, now() from moved
       where status in ('approved', 'rejected')`,
      [held.claim.id, held.reviewer.userId, held.reviewer.name],
    );
  const reject = "status = 'rejected', status_at = now()";
  const due = "day_after(now(), dispute_days, time_zone)";
  for (const [at, until] of [
    ["'2020-01-01'", "'2020-01-02'"],
    ["'2020-01-01'", "day_after('2020-01-01', dispute_days, time_zone)"],
    ["now()", "now() + interval '1 second'"],
    ["now()", "'2099-01-01'"],
  ])
    expect(await tries(`${reject}, rejected_at = ${at}, dispute_due_at = ${until}`)).toBe(
      "workshop_claims_told_now",
    );
  expect(await tries(`${reject}, rejected_at = now(), dispute_due_at = ${due}`)).toBe(1);
  const approve = "status = 'approved', status_at = now()";
  expect(await tries(`${approve}, approved_at = '2020-01-01'`)).toBe("workshop_claims_told_now");
  expect(await tries(`${approve}, approved_at = now()`)).toBe(1);
  expect(await tries("reviewer_since = '2020-01-01'")).toBe("workshop_claims_told_now");
});

test("D17 a reviewer gives the days back that the programme held the claim, and no more", async () => {
  await them.begin(still.reviewer);
  const back = (days: string) =>
    them.tries(
      `with moved as (update workshop_claims set status = 'action_required', status_at = now(),
         review_due_at = day_after(review_due_at - interval '1 millisecond',
           (now() at time zone time_zone)::date - (submitted_at at time zone time_zone)::date + ${days}, time_zone)
         where id = $1 returning *)
       insert into claim_reviews (partner_id, claim_id, submitted_at, decision, reasons, comment, reviewer_id, reviewer_name, decided_at)
       select partner_id, id, submitted_at, status::text, '["x"]', 'x', $2, $3, now() from moved`,
      [still.claim.id, still.reviewer.userId, still.reviewer.name],
    );
  for (const days of ["1", "3650", "-1"])
    expect(await back(days)).toBe("workshop_claims_clock_stays");
  expect(await back("0")).toBe(1);
});

test.each([
  "a@evil.example,zoe@customer.example",
  "a@evil.example\nzoe@customer.example",
  " zoe@customer.example",
  '"zoe"@customer.example',
  "zoe\u200b@customer.example",
  "x@y@customer.example",
  "Zoë <zoe@customer.example>",
  "zoe;a@customer.example",
  "@customer.example",
])(
  "D23 an address is one mailbox, in each column that is written to: %j is none",
  async (address) => {
    const checks = await f.sql<{ name: string; holds: string }>(
      "select conname as name, pg_get_expr(conbin, conrelid) as holds from pg_constraint where contype = 'c' and conname like '%\\_mailbox%' order by 1",
    );
    expect(checks).toHaveLength(8);
    for (const { name, holds } of checks) {
      const columns = [
        "contact_email",
        "partner_contact_email",
        "recipient",
        "recipient_email",
        "reply_to",
        "email",
      ];
      const row = (to: string) =>
        f.sql<{ holds: boolean }>(
          `select ${holds} as holds from (select ${columns.map((column) => `$1::text as ${column}`).join(", ")}) row`,
          [to],
        );
      expect([name, await row(address)]).toEqual([name, [{ holds: false }]]);
      expect([name, await row("Zoë.O'Neil+x@xn--bcher-kva.example")]).toEqual([
        name,
        [{ holds: true }],
      ]);
    }
  },
);

test("P3 the programme's words are lines, and its privacy statement is a page", async () => {
  const change = (set: string) =>
    f.sql(`update programme set ${set}`).then(
      () => "taken",
      (error: unknown) => (error as { constraint?: string }).constraint,
    );
  expect(await change("name = E'a\\r\\nBcc: b'")).toBe("programme_lines");
  expect(await change("privacy = 'javascript:alert(1)'")).toBe("programme_privacy");
  expect(await change("privacy = 'https://user:word@programme.example/'")).toBe(
    "programme_privacy",
  );
  expect(await change("privacy = 'https://programme.example/privacy'")).toBe("taken");
});

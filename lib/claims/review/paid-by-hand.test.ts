import { fieldErrors, type Refusal } from "@/lib/errors";
import { reading, type Operator } from "@/lib/ctx";
import { cancelRun } from "@/lib/payments/cancel-run";
import { openRun } from "@/lib/payments/open-run";
import { listReceived } from "@/lib/payments/received/list";
import { receivedQuery } from "@/lib/payments/received/list.schema";
import { programmeClaim } from "@/lib/views/claim/review";
import { payClaimsPage } from "@/lib/views/programme/pay-claims";
import { paymentsCsv } from "@/lib/views/programme/payments";
import { approved } from "@/testing/approved";
import { factFaults } from "@/testing/audit-faults";
import { claimOf, type Consented } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { justIn } from "@/testing/just-in";
import { refusal, refusedWith } from "@/testing/refusal";
import { seen } from "@/testing/runs";
import { payClaim } from "./pay-claim";
import { payClaims } from "./pay-claims";
import { returnPayment } from "./return-payment";
import { payManyInput } from "./schema";

const f = fixture();
const at = new Date("2026-05-20T10:00:00Z");
let payer: Operator;
beforeAll(async () => {
  payer = await f.operator({ roles: ["payments"] });
});
const ctx = () => justIn(f.ctx(payer, at));
const now = async ({ association }: Consented) => claimOf(f, association.id);
const mails = (template: string, { company }: Consented) =>
  f.sql<{ to: string; reason: string | null }>(
    "select recipient as to, variables ->> 'reason' as reason from emails where template = $1 and partner_id = $2 order by 1",
    [template, company.id],
  );

/** Claims at a location that nothing of is paid now, and how it came to be so. */
const holding = [
  [
    "enrolment",
    "update locations set enrolment = 'action_required' where id = $1",
    "The location is not enrolled.",
  ],
  [
    "payee_profile",
    "update locations set payee_profile = 'rejected' where id = $1",
    "The payee profile is not valid.",
  ],
  [
    "suspended",
    "update partners set suspended_at = now(), suspended_by = '$OFFICE', suspended_why = 'x' where id = (select partner_id from locations where id = $1)",
    "The company is suspended.",
  ],
] as const;
test.each(holding)(
  "P30 what is held is not paid by hand, and its file says why: %s",
  async (hold, makes, why) => {
    const it = await approved(f);
    const { number } = it.claim;
    await f.sql(makes.replace("$OFFICE", payer.userId), [it.company.location.id]);
    const refused = await refusedWith(payClaim(ctx(), { number, paymentReference: `NOT-${hold}` }));
    expect(refused).toBe(`payment_held_${hold}`);
    const fits = await f.sql("select payment_fits_claim($1, $2, null, 'ANY') as fits", [
      it.company.id,
      it.claim.id,
    ]);
    expect(fits).toEqual([{ fits: false }]);
    let file = "";
    for await (const piece of paymentsCsv(f.ctx(payer, at), "en")) file += piece;
    const line = file.split("\r\n").find((one) => one.startsWith(`${String(number)},`));
    expect(line?.endsWith(`,${why}`)).toBe(true);
  },
);

describe("several claims marked as paid at once (W14)", () => {
  test("each by itself: what cannot be stops no other, and is told at its own field", async () => {
    const [one, two, three] = [await approved(f), await approved(f), await approved(f)];
    const held = await approved(f);
    const numbers = [one, two, three, held].map(({ claim }) => claim.number);
    const fresh = (await Promise.all([one, two, three, held].map(now))).map(
      ({ version }) => version,
    );
    await f.sql("update workshop_claims set friendly_name = 'meanwhile' where number = $1", [
      numbers[2],
    ]);
    const claims = payManyInput.parse({
      claims: numbers.map(String),
      beginning: "BATCH-7",
      ...Object.fromEntries(
        numbers.map((number, n) => [`version-${String(number)}`, String(fresh[n])]),
      ),
      [`reference-${String(numbers[1])}`]: "OWN 1",
    });
    await payClaim(ctx(), {
      number: numbers[3]!,
      paymentReference: `BATCH-7-${String(numbers[0])}`,
    });
    const told = await refusal(payClaims(ctx(), claims));
    expect(told?.errors.map(({ field, code }) => [field, code])).toEqual([
      ["", "payments_left"],
      [`reference-${String(numbers[0])}`, "payment_reference_used"],
      [`reference-${String(numbers[2])}`, "claim_changed"],
      [`reference-${String(numbers[3])}`, "claim_changed"],
    ]);
    expect(told?.errors[0].params).toEqual({ changed: 1, left: 3 });
    expect(await now(two)).toMatchObject({ status: "paid", paymentReference: "OWN 1" });
    for (const it of [one, three]) expect((await now(it)).status).toBe("approved");
    expect(await mails("claim-paid", two)).not.toEqual([]);
    expect(await mails("claim-paid", one)).toEqual([]);
    const { rows } = await reading(f.ctx(payer, at), (tx) =>
      payClaimsPage(tx, { search: { claim: [...numbers.map(String), "1", "x"] } }),
    );
    expect(rows.map(({ number, open, reference }) => [number, open, reference]).sort()).toEqual(
      [
        [numbers[0], true, null],
        [numbers[1], false, "OWN 1"],
        [numbers[2], true, null],
        [numbers[3], false, `BATCH-7-${String(numbers[0])}`],
      ].sort(),
    );
  });

  test("who approved it, another company's people and who did not prove themselves are refused as for one", async () => {
    const it = await approved(f);
    const { number, version } = await now(it);
    const claims = [{ number, version, paymentReference: "PAY-many" }];
    await expect(payClaims(f.ctx(payer, at), claims)).rejects.toThrow("sign_in_again");
    for (const actor of [it.company.admin, await f.operator({ roles: ["reviewer"] })])
      await expect(payClaims(justIn(f.ctx(actor, at)), claims)).rejects.toThrow("forbidden");
    const own = await f.operator({ roles: ["payments"], companies: [it.company.id] });
    const codes = (error: Refusal | null) => error?.errors.map(({ code }) => code);
    expect(codes(await refusal(payClaims(justIn(f.ctx(own, at)), claims)))).toEqual([
      "payments_left",
      "own_company",
    ]);
    const shown = (actor: Operator) =>
      reading(f.ctx(actor, at), (tx) => payClaimsPage(tx, { search: { claim: String(number) } }));
    expect((await shown(own)).rows).toEqual([]);
    expect((await shown(payer)).rows).toMatchObject([{ number, open: true }]);
    const run = await openRun(ctx());
    expect((await shown(payer)).rows).toMatchObject([{ number, open: false, run: 1 }]);
    expect(codes(await refusal(payClaims(ctx(), claims)))).toEqual([
      "payments_left",
      "payment_run_holds",
    ]);
    await cancelRun(ctx(), await seen(f, run));
  });

  test.each([
    ["no claim", {}, { claims: "choose_claims" }],
    [
      "no reference",
      { claims: "1000001", "version-1000001": "1" },
      { "reference-1000001": "required_payment_reference" },
    ],
    [
      "an odd one",
      { claims: "1000001", "version-1000001": "1", beginning: "=x" },
      { "reference-1000001": "invalid_payment_reference" },
    ],
    ["no version", { claims: "1000001", beginning: "x" }, { "reference-1000001": "claim_changed" }],
  ])("a form with %s says so at its field", (_, sent, wrong) => {
    const { error } = payManyInput.safeParse(sent);
    const found = error ? fieldErrors(error).map(({ field, code }) => [field, code]) : [];
    expect(Object.fromEntries(found)).toEqual(wrong);
  });
});

describe("a payment by hand that the bank sent back (W14)", () => {
  const why = "AC04: the account is closed";
  const paid = async () => {
    const it = await approved(f);
    const { number } = it.claim;
    await payClaim(ctx(), { number, paymentReference: `HAND-${String(number)}` });
    return { ...it, number, reference: `HAND-${String(number)}` };
  };
  const back = { returnedOn: "2026-05-21", why };

  test("is approved again, keeps its reference used, is told to who heard that it was paid, and can be paid anew", async () => {
    const it = await paid();
    const { number } = it;
    await returnPayment(ctx(), { number, ...back });
    expect(await now(it)).toMatchObject({
      status: "approved",
      paidAt: null,
      paymentReference: null,
    });
    const heard = (await mails("claim-paid", it)).map(({ to }) => to);
    const told = await mails("payment-failed", it);
    expect(told.map(({ to }) => to)).toEqual(expect.arrayContaining(heard));
    expect(new Set(told.map(({ to }) => to)).size).toBe(told.length);
    expect(told.every(({ reason }) => reason === why)).toBe(true);
    const rows = await reading(f.ctx(it.company.admin, at), (tx) =>
      listReceived(tx, receivedQuery.parse({})),
    );
    expect(rows.rows.map((row) => [row.number, row.state, row.failedWhy, row.reference])).toEqual([
      [number, "returned", why, it.reference],
    ]);
    expect(await refusedWith(payClaim(ctx(), { number, paymentReference: it.reference }))).toBe(
      "payment_reference_used",
    );
    await payClaim(ctx(), { number, paymentReference: `AGAIN-${String(number)}` });
    expect((await now(it)).status).toBe("paid");
    const [event] = await f.sql<{ data: unknown }>(
      "select data from audit_log where event = 'claim.payment_returned' and subject_id = $1",
      [it.claim.id],
    );
    expect(event?.data).toMatchObject({
      number,
      from: "paid",
      to: "approved",
      paymentReference: it.reference,
      ...back,
    });
    expect((await factFaults(f, it.company.id)).filter(({ kind }) => kind === "claim")).toEqual([]);
  });

  test("is said by who pays, who proves anew who they are, of what was paid so, on a day that can be", async () => {
    const it = await paid();
    const { number } = it;
    const said = { number, ...back };
    await expect(returnPayment(f.ctx(payer, at), said)).rejects.toThrow("sign_in_again");
    for (const actor of [it.company.admin, await f.operator({ roles: ["reviewer"] })])
      await expect(returnPayment(justIn(f.ctx(actor, at)), said)).rejects.toThrow("forbidden");
    const own = await f.operator({ roles: ["payments"], companies: [it.company.id] });
    await expect(returnPayment(justIn(f.ctx(own, at)), said)).rejects.toThrow("own_company");
    const on = (returnedOn: string) => refusedWith(returnPayment(ctx(), { ...said, returnedOn }));
    expect(await on("2026-05-19")).toBe("dates_out_of_order");
    expect(await on("2026-06-21")).toBe("payment_day");
    expect(await refusedWith(returnPayment(ctx(), { ...said, number: 1_000_000 }))).toBe(
      "not_found",
    );
    const open = await approved(f);
    expect(await refusedWith(returnPayment(ctx(), { ...said, number: open.claim.number }))).toBe(
      "claim_moved",
    );
    const acts = async (actor: Operator) =>
      (
        await reading(f.ctx(actor, at), (tx) =>
          programmeClaim(tx, { claimNumber: String(number), search: {} }),
        )
      ).mayDo;
    expect(await acts(payer)).toEqual(["paymentReturned"]);
    expect(await acts(own)).toEqual([]);
    // Two at once: the second finds it done.
    const both = await Promise.all([1, 2].map(() => refusedWith(returnPayment(ctx(), said))));
    expect(both.sort()).toEqual(["claim_moved", null]);
  });

  test("the database lets no claim be unpaid without saying so, nor said of without being unpaid", async () => {
    const it = await paid();
    const fresh = await f.operator({ roles: ["payments"] });
    const tries = (...texts: string[]) =>
      f.db.transaction(f.scope(fresh), async (db) => {
        for (const text of texts) await db.execute(text);
      });
    const unpaid = `update workshop_claims set status = 'approved', status_at = now(), paid_at = null, payment_reference = null where number = ${String(it.number)}`;
    const say = `insert into claim_returns (partner_id, claim_id, reference, paid_at, returned_on, why, told_at, told_by)
      select partner_id, id, payment_reference, paid_at, '2026-05-21', 'x', now(), '${fresh.userId}' from workshop_claims where number = ${String(it.number)}`;
    await expect(tries(unpaid)).rejects.toMatchObject({
      cause: { constraint: "workshop_claims_facts_stay" },
    });
    await expect(tries(say)).rejects.toMatchObject({ constraint: "claim_returns_unsettled" });
    await expect(tries(say.replace("payment_reference,", "'other',"))).rejects.toMatchObject({
      cause: { constraint: "claim_returns_fit" },
    });
    await tries(say, unpaid);
    expect((await now(it)).status).toBe("approved");
  });
});

import { approved, approvedLike } from "@/testing/approved";
import type { Consented } from "@/testing/claims";
import { fixture, type Company } from "@/testing/fixture";
import { justIn } from "@/testing/just-in";
import { exported, frozen, takeFileOf } from "@/testing/runs";
import { refusal } from "@/testing/refusal";
import type { Operator } from "../../ctx";
import { paymentResultsCsv } from "../../views/programme/payment-results";

const f = fixture({ tampers: true });
const at = new Date("2026-04-20T10:00:00Z");
let payer: Operator;
let first: Consented;
const companies: Company[] = [];
beforeAll(async () => {
  payer = await f.operator({ roles: ["payments"] });
  first = await approved(f);
  companies.push(first.company, await f.partner(), await f.partner());
});
const ctx = (by: Operator = payer) => justIn(f.ctx(by, at));

/** A run that the bank has, with 400.00 for each of three payees. */
async function run(): Promise<{ id: string; number: number }> {
  for (const { id, location } of companies)
    await approvedLike(f, first, [40_000], { partnerId: id, locationId: location.id });
  const id = await frozen(f, ctx());
  await exported(f, ctx(), id);
  const [row] = await f.sql<{ number: number }>("select number from payment_runs where id = $1", [
    id,
  ]);
  return { id, number: row!.number };
}
const told = (id: string) =>
  f.sql<{
    place: number;
    reference: string | null;
    paid_on: string | null;
    failed_as: string | null;
  }>(
    "select place, reference, paid_on::text, failed_as from payments where run_id = $1 order by place",
    [id],
  );
const errors = async (work: Promise<unknown>) => (await refusal(work))?.errors ?? [];

test("P30 a file in the product's own form, filled in, is taken in; a second time it changes nothing", async () => {
  const { id, number } = await run();
  let list = "";
  for await (const piece of paymentResultsCsv(ctx(), id, "nl", "semicolon")) list += piece;
  const rows = list.split("\r\n");
  expect(rows[0]).toBe(
    "\uFEFFBetaling;Status;Kenmerk;Datum;Reden;Bedrag;Valuta;Begunstigde;Locatie",
  );
  const filled = rows.map((row, at) => {
    const cells = row.split(";");
    if (at === 1) cells.splice(1, 4, "Betaald", "BANK-A", "21-4-2026", "");
    if (at === 2) cells.splice(1, 4, "Mislukt", "", "", "Geweigerd");
    return cells.join(";");
  });
  expect(await takeFileOf(ctx(), id, filled.join("\r\n"))).toEqual({ changed: 2, same: 0 });
  const stands = await told(id);
  expect(stands).toEqual([
    { place: 1, reference: expect.any(String) as string, paid_on: "2026-04-21", failed_as: null },
    { place: 2, reference: null, paid_on: null, failed_as: "other" },
    { place: 3, reference: null, paid_on: null, failed_as: null },
  ]);
  const events = () =>
    f.sql(
      "select event from audit_log where event like 'payment%' or event = 'claim.paid' order by at, seq",
    );
  const before = [await events(), await f.sql("select id from emails")];
  expect(await takeFileOf(ctx(), id, filled.join("\r\n"))).toEqual({ changed: 0, same: 2 });
  expect([await events(), await f.sql("select id from emails")]).toEqual(before);
  expect(number).toBe(1);
  await takeFileOf(ctx(), id, `payment,state,reference,date\nP1-3,paid,BANK-C,2026-04-21`);
});

test("P30 each wrong row is told with its line and why; the good ones are kept", async () => {
  const { id, number } = await run();
  const p = (place: number) => `P${String(number)}-${String(place)}`;
  const rows = [
    "payment,state,reference,date,reason,amount",
    `${p(1)},paid,OK-1,2026-04-21,,400.00`,
    `${p(9)},paid,OK-9,2026-04-21,,`,
    `P999-1,paid,OK-9,2026-04-21,,`,
    `nothing,paid,OK-9,2026-04-21,,`,
    `${p(2)},paid,OK-2,2026-04-21,,400.01`,
    `${p(2)},sent,OK-2,2026-04-21,,`,
    `${p(2)},paid,=1+1,2026-04-21,,`,
    `${p(2)},paid,,2026-04-21,,`,
    `${p(2)},paid,OK-2,2062-04-21,,`,
    `${p(2)},paid,OK-2,0206-04-21,,`,
    `${p(2)},paid,OK-2,yesterday,,`,
    `${p(2)},failed,,,,`,
    `${p(2)},paid,OK-1,2026-04-21,,`,
    `${p(1)},paid,OTHER,2026-04-21,,`,
    `${p(2)},,,,,`,
    `${p(2)},"paid,OK-2`,
  ];
  const found = await errors(takeFileOf(ctx(), id, rows.join("\n")));
  expect(found[0]).toMatchObject({ code: "results_left", params: { changed: 1, same: 0 } });
  expect(found.slice(1).map(({ code, params }) => [params?.line, params?.why ?? code])).toEqual([
    [3, "result_unknown"],
    [4, "result_unknown"],
    [5, "result_unknown"],
    [6, "result_amount"],
    [7, "result_state"],
    [8, "invalid_payment_reference"],
    [9, "required_payment_reference"],
    [10, "payment_day"],
    [11, "invalid_date"],
    [12, "invalid_date"],
    [13, "required_failure_reason"],
    [14, "payment_reference_used"],
    [15, "payment_told"],
    [17, "result_broken"],
  ]);
  expect((await told(id)).map(({ reference }) => reference)).toEqual(["OK-1", null, null]);
  expect(await errors(takeFileOf(ctx(), id, "a,b\n1,2"))).toMatchObject([
    { code: "results_unread" },
  ]);
  expect(await errors(takeFileOf(ctx(), id, ""))).toMatchObject([{ code: "results_unread" }]);
  await takeFileOf(
    ctx(),
    id,
    `payment,state,reference,date,reason\n${p(2)},failed,,,no\n${p(3)},failed,,,no`,
  );
});

test("P30, P20 other encodings, separators, languages, dates and amounts of spreadsheets", async () => {
  const { id, number } = await run();
  const p = (place: number) => `P${String(number)}-${String(place)}`;
  const utf16 = Buffer.from(
    `\uFEFFPayment\tState\tReference\tDate\tAmount\r\n${p(1)}\tPAID\tU-16\t2026-04-21 00:00\t400\r\n`,
    "utf16le",
  );
  expect(await takeFileOf(ctx(), id, utf16)).toEqual({ changed: 1, same: 0 });
  const windows = Buffer.from(
    `Betaling;Status;Reden;Bedrag\r\n'${p(2)};mislukt;Geweigerd: café;"1.400,00"\r\n`,
    "latin1",
  );
  expect((await errors(takeFileOf(ctx(), id, windows)))[1]?.params?.why).toBe("result_amount");
  const [due] = await f.sql<{ minor: string; currency: string }>(
    "select amount_minor as minor, currency from payments where run_id = $1 and place = 2",
    [id],
  );
  const amount = `${due!.currency} ${String(Number(due!.minor) / 100)},00`;
  const right = Buffer.from(windows.toString("latin1").replace("1.400,00", amount), "latin1");
  expect(await takeFileOf(ctx(), id, right)).toEqual({ changed: 1, same: 0 });
  const [failed] = await f.sql(
    "select failed_why, failed_as from payments where run_id = $1 and place = 2",
    [id],
  );
  expect(failed).toEqual({ failed_why: "Geweigerd: café", failed_as: "other" });
  expect(
    await takeFileOf(
      ctx(),
      id,
      `sep=;\nnumber;payment;state;reference;date\n1;${p(3)};paid;S-3;21 apr 2026`,
    ),
  ).toEqual({ changed: 1, same: 0 });
});

test("P6, U13 not about their own company, nor what they approved, nor without proving who they are", async () => {
  const { id, number } = await run();
  const [mine] = await f.sql<{ place: number }>(
    "select place from payments where run_id = $1 and partner_id = $2",
    [id, companies[1]!.id],
  );
  const own = await f.operator({ roles: ["payments"], companies: [companies[1]!.id] });
  const text = `payment,state,reference,date\nP${String(number)}-${String(mine!.place)},paid,OWN-1,2026-04-21`;
  expect((await errors(takeFileOf(ctx(own), id, text)))[1]?.params?.why).toBe("own_company");
  expect(
    await errors(takeFileOf(f.ctx(payer, new Date(at.getTime() + 3_600_000)), id, text)),
  ).toMatchObject([{ code: "sign_in_again" }]);
  const reader = await f.operator({ roles: ["reader", "reviewer", "administrator"] });
  expect(await errors(takeFileOf(ctx(reader), id, text))).toMatchObject([{ code: "forbidden" }]);
  expect((await told(id)).every(({ reference }) => reference === null)).toBe(true);
});

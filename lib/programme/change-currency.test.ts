import { fixture } from "@/testing/fixture";
import { paying } from "@/testing/claims";
import { changeCurrency } from "./change-currency";
import { currencyInput } from "./schema";

const f = fixture();
const standing = async () =>
  (
    await f.sql<{ currency: string; revision: number }>("select currency, revision from programme")
  )[0]!;
const input = async (currency: string) =>
  currencyInput.parse({ currency, revision: String((await standing()).revision) });

test("P13 an administrator changes the currency while there is no rate; nobody else does", async () => {
  for (const roles of [["reader"], ["partner_manager", "reviewer", "payments"]] as const) {
    const other = await f.operator({ roles });
    await expect(changeCurrency(f.ctx(other), await input("EUR"))).rejects.toThrow("forbidden");
  }
  const { admin } = await f.partner();
  await expect(changeCurrency(f.ctx(admin), await input("EUR"))).rejects.toThrow("forbidden");
  const operator = await f.operator({ roles: ["administrator"] });
  await changeCurrency(f.ctx(operator), await input(" eur "));
  expect((await standing()).currency).toBe("EUR");
  const told = await f.sql<{ data: unknown }>(
    "select data from audit_log where event = 'programme.changed' order by seq desc limit 1",
  );
  expect(told[0]?.data).toEqual({ before: { currency: "USD" }, after: { currency: "EUR" } });
});

test("P4 who saw another currency is told what stands now", async () => {
  const operator = await f.operator();
  const seen = await input("JPY");
  await changeCurrency(f.ctx(operator), await input("GBP"));
  await expect(changeCurrency(f.ctx(operator), seen)).rejects.toMatchObject({
    errors: [
      { code: "changed_meanwhile" },
      { field: "currency", code: "stands_now", params: { value: "GBP" } },
    ],
  });
});

test("P13 with a rate it stays, also for who writes to the database", async () => {
  const operator = await f.operator();
  const { id } = await f.engagement();
  await changeCurrency(f.ctx(operator), await input("EUR"));
  await paying(f, id);
  await expect(changeCurrency(f.ctx(operator), await input("USD"))).rejects.toMatchObject({
    errors: [{ field: "currency", code: "currency_fixed", params: { currency: "EUR" } }],
  });
  await expect(f.sql("update programme set currency = 'USD'")).rejects.toThrow(
    "there are rates in the currency of the programme",
  );
  expect((await standing()).currency).toBe("EUR");

  await f.sql("delete from engagement_rates where engagement_id = $1", [id]);
  await changeCurrency(f.ctx(operator), await input("USD"));
  expect((await standing()).currency).toBe("USD");
});

test("only currencies that there are", () => {
  for (const currency of ["EURO", "ABC", "", "E1R"])
    expect(currencyInput.safeParse({ currency, revision: "1" }).success).toBe(false);
});

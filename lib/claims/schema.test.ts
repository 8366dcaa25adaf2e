import { editInput, readAmount } from "./schema";

test.each([
  ["4500", "4500.00"],
  ["4,500.00", "4500.00"],
  ["4.500,00", "4500.00"],
  ["4 500,5", "4500.50"],
  ["4.500", "4500.00"],
  ["4,500", "4500.00"],
  ["0,5", "0.50"],
  ["1'234.5", "1234.50"],
  ["1.234.567,89", "1234567.89"],
  ["007", "7.00"],
  ["", null],
  ["1.2.3", undefined],
  ["1,234,5", undefined],
  ["1.234.50", undefined],
  ["1.234,567.00", undefined],
  ["-5", undefined],
  ["5 euro", undefined],
  ["1e3", undefined],
  ["1234567890123", undefined],
])("an amount as people write it: %j", (typed, amount) => {
  expect(readAmount(typed)).toBe(amount);
});

const form = {
  part: "invoice",
  number: "1234567",
  version: "3",
  invoiceNumber: " 42 ",
  invoiceAmount: "4.500,00",
  invoiceCurrency: "eur",
  workshopFrom: "2026-04-01",
  workshopUntil: "",
};
const wrong = (change: object) =>
  editInput
    .safeParse({ ...form, ...change })
    .error?.issues.map(({ path, message }) => [path[0], message]);

test("the form of the invoice and the days", () => {
  expect(editInput.parse(form)).toEqual({
    part: "invoice",
    number: 1_234_567,
    version: 3,
    invoiceNumber: "42",
    invoiceAmount: "4500.00",
    invoiceCurrency: "EUR",
    workshopFrom: "2026-04-01",
    workshopUntil: null,
  });
});

test.each([
  [{ invoiceAmount: "much" }, [["invoiceAmount", "invalid_amount"]]],
  [{ invoiceCurrency: "ABC" }, [["invoiceCurrency", "invalid_currency"]]],
  [{ invoiceCurrency: "" }, [["invoiceCurrency", "required_currency"]]],
  [{ invoiceAmount: "" }, [["invoiceAmount", "required_amount"]]],
  [{ workshopFrom: "2026-02-30" }, [["workshopFrom", "invalid_date"]]],
  [{ workshopFrom: "", workshopUntil: "2026-04-01" }, [["workshopFrom", "required_workshop_from"]]],
  [{ number: "12" }, [["number", "not_found"]]],
])("says what is wrong with %j", (change, issues) => {
  expect(wrong(change)).toEqual(issues);
});

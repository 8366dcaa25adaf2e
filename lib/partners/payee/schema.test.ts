import { randomUUID } from "node:crypto";
import { typedPayee } from "@/testing/places";
import { fieldErrors } from "../../errors";
import { payeeInput } from "./schema";

const read = (typed: Record<string, string>) =>
  payeeInput.safeParse({ ...typedPayee, location: randomUUID(), version: "0", ...typed });

test.each([
  ["NL91 ABNA 0417 1643 00", "NL91ABNA0417164300"],
  ["IBAN: de89-3704-0044-0532-0130-00", "DE89370400440532013000"],
  ["NO93 8601 1117 947", "NO9386011117947"],
  ["MT84 MALT 0110 0001 2345 MTLC AST0 01S", "MT84MALT011000012345MTLCAST001S"],
])("P28 an IBAN as people type it: %s", (iban, expected) => {
  expect(read({ iban }).data?.account).toEqual({ kind: "iban", iban: expected });
});

test.each([
  ["a digit is wrong", "NL91ABNA0417164301", "invalid_iban"],
  ["two digits changed places", "NL91ABNA0417614300", "invalid_iban"],
  ["one is missing", "NL91ABNA041716430", "invalid_iban"],
  ["one is too many", "NL91ABNA04171643000", "invalid_iban"],
  ["the checksum fits, the length of the country does not", "NL86ABNA041716430", "invalid_iban"],
  ["no such country", "XX91ABNA0417164300", "invalid_iban"],
  ["nothing", " ", "required_iban"],
])("P28 no IBAN: %s", (_, iban, code) => {
  const { error } = read({ iban });
  expect(error && fieldErrors(error)).toEqual([expect.objectContaining({ field: "iban", code })]);
  if (iban.trim() !== "") expect(JSON.stringify(error)).not.toContain(iban.slice(4));
});

test("P28 elsewhere an account and its bank's code", () => {
  const there = { accountKind: "account", country: "US", currency: "USD", iban: "" };
  expect(
    read({ ...there, bankCode: "021 000 021", account: "12-3456 7890" }).data?.account,
  ).toEqual({
    kind: "account",
    bankCode: "021000021",
    account: "1234567890",
  });
  const codes = (typed: Record<string, string>) => {
    const { error } = read({ ...there, ...typed });
    return error && fieldErrors(error).map(({ field, code }) => `${field} ${code}`);
  };
  expect(codes({})).toEqual(["bankCode required_bank_code", "account required_account"]);
  expect(codes({ bankCode: "1*2", account: "123" })).toEqual([
    "bankCode invalid_account",
    "account invalid_account",
  ]);
  expect(codes({ country: "DE", bankCode: "37040044", account: "0532013000" })).toEqual([
    "accountKind iban_needed",
  ]);
});

test.each([
  [{ legalName: " " }, "legalName required_legal_name"],
  [{ taxNumber: "" }, "taxNumber required_tax_number"],
  [{ taxNumber: "=1+1" }, "taxNumber invalid_tax_number"],
  [{ country: "EU" }, "country required_country"],
  [{ currency: "ABC" }, "currency invalid_currency"],
  [{ accountKind: "card" }, "accountKind choose_one"],
])("P28 %j is told at its field", (typed, expected) => {
  const { error } = read(typed);
  expect(error && fieldErrors(error).map(({ field, code }) => `${field} ${code}`)).toContain(
    expected,
  );
});

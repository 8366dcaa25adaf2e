import { enrolmentStates, payeeStates } from "@/db/schema/states";
import { fixture } from "@/testing/fixture";
import { failureOf, holdOf, paymentName, readPaymentName } from "./rules";

const f = fixture();

test("P30 what keeps a location from being paid is the same here and in the database", async () => {
  for (const enrolment of enrolmentStates)
    for (const payeeProfile of payeeStates)
      for (const suspendedAt of [null, new Date("2026-03-01T00:00:00Z")]) {
        const [row] = await f.sql<{ hold: string | null }>(
          "select payment_hold($1::enrolment, $2::payee_profile, $3::timestamptz) as hold",
          [enrolment, payeeProfile, suspendedAt],
        );
        const here = holdOf({ enrolment, payeeProfile, suspendedAt });
        expect([enrolment, payeeProfile, row?.hold]).toEqual([enrolment, payeeProfile, here]);
      }
});

test("P30 the name of a payment is read back, also as spreadsheets leave it", () => {
  const payment = { runNumber: 12, place: 3 };
  expect(paymentName(payment)).toBe("P12-3");
  for (const text of ["P12-3", " p12-3 ", "12-3"]) expect(readPaymentName(text)).toEqual(payment);
  for (const text of ["", "P12", "P12-", "=P12-3", "12-3-2026", "P12-99999999"])
    expect(readPaymentName(text)).toBeNull();
});

test.each([
  ["AC04 Account closed", "payee"],
  ["Rejected: be01", "payee"],
  ["AM04 Insufficient funds", "other"],
  ["The account is fine", "other"],
  ["XAC045", "other"],
])("%j is about: %s", (words, as) => {
  expect(failureOf(words)).toBe(as);
});

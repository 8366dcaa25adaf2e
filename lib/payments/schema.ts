import { z } from "zod";
import { paymentChannels, paymentFailures } from "@/db/schema/states";
import { calendarDay, claimNumber, line, revision } from "../input";
import { afterText } from "../lists/schema";

export { paymentFailures } from "@/db/schema/states";

const run = z.guid("not_found");

/** One run, in the state that was on the page (P4). */
export const runInput = z.object({ run, revision });
export type RunInput = z.output<typeof runInput>;

/** Claims of a run that are taken out of it or put back. */
export const claimsInput = runInput.extend({
  to: z.enum(["in", "out"], "choose_one"),
  claims: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((chosen) => [...new Set([chosen].flat())])
    .pipe(z.array(claimNumber).min(1, "choose_claims").max(500, "choose_claims")),
});
export type ClaimsInput = z.output<typeof claimsInput>;

/** Which of a run's two files (P30). */
export const channel = z.enum(paymentChannels, "not_found");

/** By which a payment is found at the bank. */
export const reference = line(100)
  .default("")
  .pipe(
    z
      .string()
      .min(1, "required_payment_reference")
      .regex(/^[\p{L}\p{N}][\p{L}\p{N} ./_-]*$/u, "invalid_payment_reference"),
  );
const day = z
  .string()
  .trim()
  .default("")
  .refine((text) => calendarDay(text) !== null, "invalid_date")
  .transform((text) => calendarDay(text) ?? "");
const why = line(500).default("").pipe(z.string().min(1, "required_failure_reason"));

/** What became of a payment (P30): paid under a reference on a day, failed, or sent back after it was paid, and why. */
export const result = z.discriminatedUnion(
  "outcome",
  [
    z.object({ outcome: z.literal("paid"), reference, paidOn: day }),
    z.object({
      outcome: z.literal("failed"),
      as: z.enum(paymentFailures, "choose_one"),
      why,
    }),
    z.object({
      outcome: z.literal("returned"),
      returnedOn: day,
      as: z.enum(paymentFailures, "choose_one"),
      why,
    }),
  ],
  "choose_one",
);
export type Result = z.output<typeof result>;

/** The same for one payment, by hand. */
export const resultInput = z.object({ run, payment: z.guid("not_found") }).and(result);
export type ResultInput = z.output<typeof resultInput>;

/** Results of many payments: the bytes of a CSV file in base64. */
export const resultsInput = z.object({
  run,
  file: z
    .string("required_file")
    .min(1, "required_file")
    .transform((text) => new Uint8Array(Buffer.from(text, "base64"))),
});
export type ResultsInput = z.output<typeof resultsInput>;

/** What the address of a run's page says; anything that it does not understand is left out. */
export const runQuery = z.object({
  list: z.enum(["payments", "claims"]).nullable().catch(null),
  after: afterText,
});
export type RunQuery = z.output<typeof runQuery>;

import { z } from "zod";
import { isCurrency, type Money } from "@/messages/format/money";

/** Money as the code knows it (P30); how it is written stands in `messages/format/money.ts`. Safe in the browser. */
export type { Money };

/** Money that comes from the database (`moneyOf`) or goes into an e-mail. */
export const money: z.ZodType<Money> = z.strictObject({
  minor: z.int().nonnegative(),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

/** The three letters of a currency (ISO 4217), in small letters too. Refuses with `invalid_currency`. */
export const currencyCode = z.string().trim().toUpperCase().refine(isCurrency, "invalid_currency");

/** Nothing, of the same currency. */
export function zeroOf({ currency }: Money): Money {
  return { minor: 0, currency };
}

/** An amount and its currency as they stand beside each other in a row; null: there is none. */
export function moneyFrom(minor: number | null, currency: string | null): Money | null {
  return minor === null || currency === null ? null : { minor, currency };
}

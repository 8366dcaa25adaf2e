import { z } from "zod";
import { calendarDay } from "../../input";

const slug = z.string().max(80);
const band = z.string("required").min(1, "required").max(200);
const validFrom = z
  .string("required")
  .refine((text) => calendarDay(text) !== null, "invalid_date")
  .transform((text) => calendarDay(text) ?? "");

/** P13: whole units of the programme's currency; empty: not offered there. */
export const rateInput = z.object({
  slug,
  band,
  validFrom,
  amount: z
    .string()
    .trim()
    .regex(/^\d{0,9}$/, "invalid_whole_amount")
    .transform((text) => (text === "" ? null : Number(text))),
});
export type RateInput = z.output<typeof rateInput>;

/** Which rate, and the amount in minor units that was on the page (P4). */
export const whichRate = z.object({ slug, band, validFrom, seen: z.string().catch("?") });
export type WhichRate = Omit<z.output<typeof whichRate>, "seen"> & { seen?: string };

/** What a page shows of an amount, to be told again by the form. */
export const seenAmount = (minor: number | null): string => (minor === null ? "" : String(minor));

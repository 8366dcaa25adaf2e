import { z } from "zod";
import { paragraphs } from "../../input";

/** What staff note of a report, and whether it is done with. */
export const handleReportInput = z.object({
  report: z.guid("not_found"),
  note: paragraphs(2_000).default(""),
  done: z.enum(["no", "yes"], { error: "choose_why" }),
});
export type HandleReportInput = z.output<typeof handleReportInput>;

/** Staff stop the request that was reported; the partner reads why. */
export const stopRequestInput = z.object({
  report: z.guid("not_found"),
  reason: paragraphs(2_000).pipe(z.string().regex(/\p{L}/u, "required_stop_reason")),
});
export type StopRequestInput = z.output<typeof stopRequestInput>;

/** Staff let the partner ask the address again; the partner reads why. */
export const liftBanInput = z.object({
  report: z.guid("not_found"),
  why: paragraphs(2_000).pipe(z.string().regex(/\p{L}/u, "required_lift_reason")),
});
export type LiftBanInput = z.output<typeof liftBanInput>;

import { z } from "zod";
import { line, revision } from "../../input";

const day = z
  .string()
  .prefault("")
  .pipe(z.string().min(1, "date_needed"))
  .pipe(z.iso.date("invalid_date"));

/** K6: what somebody means to do about a customer, on which day, at which location. */
export const followUpInput = z.object({
  customer: z.guid(),
  line: line(200).prefault("").pipe(z.string().min(1, "required_follow_up")),
  day,
  place: z.guid("required_location"),
  assignee: z.guid("required_owner"),
});
export type FollowUpInput = z.output<typeof followUpInput>;

/** K6: a follow-up as the page showed it. */
export const doneInput = z.object({ customer: z.guid(), followUp: z.guid(), revision });
export type DoneInput = z.output<typeof doneInput>;

/** K6: another day for it. */
export const moveInput = doneInput.extend({ day });
export type MoveInput = z.output<typeof moveInput>;

import { z } from "zod";
import { oneOrMore, paragraphs } from "../../input";

/** K6: a note about a customer, and to whom it is pointed out. */
export const noteInput = z.object({
  customer: z.guid(),
  note: paragraphs(4_000).prefault("").pipe(z.string().min(1, "required_note")),
  mentions: oneOrMore.prefault([]).pipe(
    z
      .array(z.guid("not_found"))
      .max(50)
      .transform((ids) => [...new Set(ids)]),
  ),
});
export type NoteInput = z.output<typeof noteInput>;

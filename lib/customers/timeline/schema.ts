import { z } from "zod";
import { afterText } from "../../lists/schema";

/** K1: by what the timeline of a customer can be filtered. */
export const timelineKinds = [
  "round",
  "request",
  "email",
  "answer",
  "claim",
  "document",
  "payment",
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** Everything that the customer's page keeps in its address; what is not understood is left out. */
export const timelineQuery = z.object({
  kind: z.enum(["", ...timelineKinds]).catch(""),
  after: afterText,
  /** K6: the form that is open: a follow-up is planned, or rounds are given to a colleague. */
  act: z.enum(["", "plan", "give"]).catch("").default(""),
  /** K6: the follow-up for which another day is chosen. */
  move: z.guid().nullable().catch(null).default(null),
  /** K12: the follow-up that was just done. */
  done: z.guid().nullable().catch(null).default(null),
});
export type TimelineQuery = z.output<typeof timelineQuery>;

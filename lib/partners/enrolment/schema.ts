import { z } from "zod";
import { enrolmentStates } from "@/db/schema/states";
import { paragraphs } from "../../input";
import { decisions, withReason } from "./rules";

const location = z.guid("not_found");

/** The partner takes part with a location (P27), as posted. */
export const acceptInput = z.object({ location });
export type AcceptInput = z.output<typeof acceptInput>;

/** The partner has given what the programme asked for, with a word if it likes. */
export const giveInput = z.object({ location, note: paragraphs(2_000).default("") });
export type GiveInput = z.output<typeof giveInput>;

/** The programme's decision about a location, from where its page showed it. */
export const decideInput = z
  .object({
    location,
    seen: z.enum(enrolmentStates, { error: "wrong_state" }),
    decision: z.enum(decisions, { error: "choose_one" }),
    reason: paragraphs(2_000).default(""),
  })
  .refine(({ decision, reason }) => reason !== "" || !withReason.includes(decision), {
    path: ["reason"],
    error: "required_enrolment_reason",
  });
export type DecideInput = z.output<typeof decideInput>;

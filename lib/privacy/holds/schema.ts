import { z } from "zod";
import { paragraphs } from "../../input";

const why = paragraphs(1_000).pipe(z.string().min(1, "required"));

/** O25: on which claim or customer a hold is, and why. */
const of = z.object({ of: z.enum(["claim", "tenant"]), id: z.string().max(60) });
export const placeHoldInput = of.extend({ reason: why });
export const liftHoldInput = of.extend({ why });
export type PlaceHoldInput = z.output<typeof placeHoldInput>;
export type LiftHoldInput = z.output<typeof liftHoldInput>;

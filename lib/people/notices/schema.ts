import { z } from "zod";
import { cadences } from "@/db/schema/states";

export { cadences } from "@/db/schema/states";

/** How often somebody gets a digest (K7). */
export const cadence = z.enum(cadences, "choose_one");
export type Cadence = z.output<typeof cadence>;

/** K7: what somebody wants to be mailed: how often a digest, and which of the notices that are no duty. */
export const noticesInput = z.object({
  digest: cadence,
  notices: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((chosen) => [chosen].flat()),
});
export type NoticesInput = z.output<typeof noticesInput>;

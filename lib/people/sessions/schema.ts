import { z } from "zod";

/** One of one's own sessions, or none: all the others. */
export const sessionInput = z.object({
  id: z
    .literal("")
    .transform(() => null)
    .or(z.guid("not_found"))
    .default(null),
});

import { z } from "zod";

/** Which template. */
export const whichTemplate = z.object({ name: z.string().max(200) });
export type WhichTemplate = z.output<typeof whichTemplate>;

import { z } from "zod";

/** One of the rows of one's own account. */
export const ownRow = z.object({ id: z.guid() });

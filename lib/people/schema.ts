import { z } from "zod";

/** One of the rows of one's own account. */
export const ownRow = z.object({ id: z.guid() });

/** One of one's own factors: a passkey, or the app's codes. */
export const ownFactor = z.object({ id: z.union([z.literal("codes"), z.guid()]) });

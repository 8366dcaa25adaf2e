import type { z } from "zod";
import { listQuery, several } from "../../lists/schema";

/** What waits: the customer's answer, or the delivery. */
export const waits = ["consent", "delivery"] as const;

/** What the address of a company's running rounds says. */
export const roundsQuery = listQuery(["due", "-due"], { kind: several(waits) });
export type RoundsQuery = z.output<typeof roundsQuery>;

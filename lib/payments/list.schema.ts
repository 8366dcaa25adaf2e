import type { z } from "zod";
import { listQuery } from "../lists/schema";

/** What the address of the payment runs says. */
export const paymentRunsQuery = listQuery(["-number", "number"], {}).omit({ q: true });
export type PaymentRunsQuery = z.output<typeof paymentRunsQuery>;

import { z } from "zod";
import { listQuery } from "../lists/schema";

/** What the address of the reports says. `show`: those that are not done yet, or all. */
export const reportsQuery = listQuery(["-made", "made"], { show: z.enum(["", "open"]).catch("") });
export type ReportsQuery = z.output<typeof reportsQuery>;

import { z } from "zod";
import { listQuery } from "../../lists/schema";

/** What the address of the enrolments says. `list`: those that wait for the programme, or all. */
export const enrolmentsQuery = listQuery(["name", "-name"], {
  list: z.enum(["", "all"]).catch(""),
});
export type EnrolmentsQuery = z.output<typeof enrolmentsQuery>;

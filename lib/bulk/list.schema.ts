import type { z } from "zod";
import { bulkKinds, bulkStates } from "@/db/schema/states";
import { listQuery, several } from "../lists/schema";

/** What the address of the runs says. */
export const runsQuery = listQuery(["-made", "made"], {
  kind: several(bulkKinds),
  state: several(bulkStates),
}).omit({ q: true });
export type RunsQuery = z.output<typeof runsQuery>;

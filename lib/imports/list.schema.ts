import type { z } from "zod";
import { importKinds, importStates } from "@/db/schema/states";
import { listQuery, several } from "../lists/schema";

/** What the address of the imports says. */
export const importsQuery = listQuery(["-made", "made"], {
  kind: several(importKinds),
  state: several(importStates),
}).omit({ q: true });
export type ImportsQuery = z.output<typeof importsQuery>;

import type { z } from "zod";
import { listQuery, locationText, several } from "../../lists/schema";

/** What became of a payment. */
export const receivedStates = ["paid", "failed", "returned"] as const;

/** What the address of a partner's payments says. */
export const receivedQuery = listQuery(["-at", "at"], {
  state: several(receivedStates),
  location: locationText,
});
export type ReceivedQuery = z.output<typeof receivedQuery>;

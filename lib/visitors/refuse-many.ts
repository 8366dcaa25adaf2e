import { count, eq } from "drizzle-orm";
import { consentRequests, type consentReports, type wrongContacts } from "@/db/schema";
import type { Tx, Visitor } from "../ctx";
import { Refusal } from "../errors";
import { MESSAGES_OF_REQUEST } from "./rules";

/**
 * Takes a request for the rest of the transaction, so that what is counted about it stays true: others
 * who do the same wait.
 */
export async function holdRequest(tx: Tx<Visitor>, requestId: string): Promise<void> {
  await tx.db
    .select({ id: consentRequests.id })
    .from(consentRequests)
    .where(eq(consentRequests.id, requestId))
    .for("update");
}

/**
 * D10, D30: as many messages of a kind are left behind the links of one request, also when many come at
 * once.
 * Refuses with `rate_limited_link` beyond.
 */
export async function refuseMany(
  tx: Tx<Visitor>,
  requestId: string,
  messages: typeof consentReports | typeof wrongContacts,
): Promise<void> {
  await holdRequest(tx, requestId);
  const [sofar] = await tx.db
    .select({ count: count() })
    .from(messages)
    .where(eq(messages.requestId, requestId));
  if ((sofar?.count ?? 0) >= MESSAGES_OF_REQUEST) throw new Refusal("rate_limited_link");
}

import { authorize } from "../access/authorize";
import type { Tx } from "../ctx";
import { listMyLocations } from "../partners/queries";
import { listReceived, type ReceivedRow } from "../payments/received/list";
import { receivedQuery, type ReceivedQuery } from "../payments/received/list.schema";
import { placeName } from "./readable";

export type PaymentsView = {
  query: ReceivedQuery;
  rows: ReceivedRow[];
  next: string | null;
  many: boolean;
  /** What it can be narrowed down to. */
  locations: { mpnId: string; name: string }[];
};

/** "Payments" of a partner (P30): what was paid for each claim, or failed, the latest first. Throws `no_role`. */
export async function partnerPayments(
  tx: Tx,
  { search }: { search: Record<string, string | string[] | undefined> },
): Promise<PaymentsView> {
  authorize(tx, "payments.read");
  const query = receivedQuery.parse(search);
  const { rows, next, many } = await listReceived(tx, query);
  const { partnerName } = tx.actor;
  const called = (name: string) => placeName(name, partnerName);
  return {
    ...{ query, next, many },
    rows: rows.map((row) => ({ ...row, location: called(row.location) })),
    locations: (await listMyLocations(tx)).map(({ mpnId, name }) => ({
      mpnId,
      name: called(name),
    })),
  };
}

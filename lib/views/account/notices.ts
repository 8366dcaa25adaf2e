import type { System, Tx } from "../../ctx";
import { getConfig } from "../../config";
import { optionalNotices, type OptionalNotice } from "../../notify/optional.rules";
import { noticesOf } from "../../people/notices/queries";
import type { Cadence } from "../../people/notices/schema";

export type NoticesView = {
  digest: Cadence;
  /** The notices that one can turn off, and whether they come. */
  notices: { key: OptionalNotice; on: boolean }[];
  /** From which hour on digests are made; null: this installation makes none. */
  hour: number | null;
};

/** K7: what somebody wants to be mailed, for their own page. */
export async function noticesView(
  tx: Tx<System>,
  { userId }: { userId: string },
): Promise<NoticesView> {
  const { digest, muted } = await noticesOf(tx, userId);
  const notices = optionalNotices.map((key) => ({ key, on: !muted.includes(key) }));
  return { digest, notices, hour: getConfig().DIGEST_HOUR };
}

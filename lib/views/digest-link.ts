import { authorize } from "../access/authorize";
import type { Locale, Tx } from "../ctx";
import { findOwner } from "../digests/link.queries";
import { noticesOf } from "../people/notices/queries";
import type { Cadence } from "../people/notices/schema";

export type DigestLinkView = { language: Locale; digest: Cadence };

/** How often the reader of a digest gets one, for its link (K7); null: nobody's. Nobody is named. */
export async function digestLink(
  tx: Tx,
  { token }: { token: string },
): Promise<DigestLinkView | null> {
  authorize(tx, "session.manage");
  const owner = await findOwner(tx, token);
  if (!owner) return null;
  return { language: owner.language, digest: (await noticesOf(tx, owner.userId)).digest };
}

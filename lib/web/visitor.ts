import type { Ctx, Visitor } from "@/lib/ctx";
import { findVisitor, type LinkKind } from "@/lib/visitors/find-visitor";
import { FORMS_OF_LINK, FORMS_OF_NETWORK } from "@/lib/visitors/rules";
import { networkOf } from "@/lib/network";
import { clientAddress } from "./client-address";
import { getDatabase } from "./database";
import { contextOf } from "./door";
import { limit } from "./rate-limit";

/** The context of the person behind a link; null for an unknown link. Nothing is written (D10). */
export async function visitorContext(
  headers: Pick<Headers, "get">,
  kind: LinkKind,
  token: string,
): Promise<Ctx<Visitor> | null> {
  const from = {
    ipAddress: clientAddress(headers),
    userAgent: (headers.get("user-agent") ?? "").slice(0, 500),
  };
  const visitor = await findVisitor(getDatabase(), kind, token, from);
  return visitor && contextOf(visitor);
}

/**
 * Counts one form behind a link, for its network and for the link itself; counting fails closed.
 * Throws like `limit`.
 */
export async function limitForms(kind: LinkKind, { actor }: Ctx<Visitor>): Promise<void> {
  await limit(`${kind}:network:${networkOf(actor.ipAddress)}`, FORMS_OF_NETWORK);
  await limit(`${kind}:link:${actor.linkId}`, FORMS_OF_LINK);
}

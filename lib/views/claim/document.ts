import { authorize } from "../../access/authorize";
import { getDocument } from "../../claims/documents/queries";
import { documentId } from "../../claims/documents/schema";
import type { Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { isShown } from "../../files/kinds";
import { numberIn } from "./facts";

export type ClaimDocument = Awaited<ReturnType<typeof claimDocument>>;

/**
 * One document as its address names it, for the claim's partner and the programme's staff (W3, W12).
 * Throws `no_role`, `forbidden`, `not_found`, `own_company`.
 */
export async function claimDocument(tx: Tx, address: { claimNumber: string; documentId: string }) {
  if (tx.actor.kind === "operator") authorize(tx, "claims.inspect");
  else authorize(tx, "claims.read");
  const number = numberIn(address.claimNumber);
  const id = documentId.safeParse(address.documentId);
  if (!id.success) throw new Refusal("not_found");
  const document = await getDocument(tx, { number, documentId: id.data });
  return { ...document, shown: isShown(document.mediaType) };
}

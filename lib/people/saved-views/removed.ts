import { z } from "zod";
import type { Operator, PartnerUser } from "../../ctx";
import { seal, unseal } from "../../seal";
import { hrefOf, viewOf } from "./schema";

const removed = z.object({
  name: z.string(),
  path: z.string(),
  query: z.string(),
  isDefault: z.boolean(),
  pinned: z.boolean(),
  everybody: z.boolean(),
});
type Removed = z.output<typeof removed>;

/** A view that was removed, as the form takes it that keeps it again (K12). */
export type RemovedView = { of: string; name: string; uses: string[] };

const placeOf = (actor: PartnerUser | Operator) =>
  `removed view ${actor.userId} ${actor.kind === "partner" ? actor.partnerId : ""}`;

/** What a view was, for the address of its confirmation: whoever removed it reads it, and nobody writes one. */
export function sealRemoved(actor: PartnerUser | Operator, view: Removed): string {
  return seal("kept", placeOf(actor), JSON.stringify(removed.parse(view)));
}

/** What `sealRemoved` closed for this person here; null for anything else. */
export function readRemoved(
  actor: PartnerUser | Operator,
  sealed: string | undefined,
): RemovedView | null {
  const text = sealed === undefined ? null : unseal("kept", placeOf(actor), sealed);
  if (text === null) return null;
  const { name, path, query, ...used } = removed.parse(JSON.parse(text));
  const of = hrefOf({ path, query });
  if (!viewOf(of)) return null;
  const uses = (["isDefault", "pinned", "everybody"] as const).filter((use) => used[use]);
  return { of, name, uses };
}

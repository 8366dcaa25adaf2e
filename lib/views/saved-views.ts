import type { Operator, PartnerUser, Tx } from "../ctx";
import { Refusal } from "../errors";
import { authorizeViews, keepsForAll } from "../people/saved-views/mine";
import { listViews, type SavedView } from "../people/saved-views/queries";
import { readRemoved, type RemovedView } from "../people/saved-views/removed";
import { hrefOf, viewOf } from "../people/saved-views/schema";

export type SavedViewsView = {
  /** The list as it is looked at: what is kept. */
  of: string;
  /** Whether the reader keeps views for everybody. */
  forAll: boolean;
  /** The one that was just removed, to be kept again (K12). */
  removed: RemovedView | null;
  views: (Pick<SavedView, "id" | "name" | "own" | "isDefault" | "pinned"> & {
    href: string;
    /** Whether the reader changes and removes it. */
    edits: boolean;
  })[];
};

/** K3: the views of a list, and what is looked at now, to keep it. Throws `no_role`, `not_found`: no list. */
export async function savedViewsOf(
  tx: Tx,
  { of, done }: { of: string | undefined; done?: string | undefined },
): Promise<SavedViewsView> {
  authorizeViews(tx);
  const seen = viewOf(of);
  if (!seen || seen.path.startsWith("/programme/") !== (tx.actor.kind === "operator"))
    throw new Refusal("not_found");
  return { ...(await show(tx, seen)), removed: readRemoved(tx.actor, done) };
}

async function show(tx: Tx<PartnerUser | Operator>, seen: { path: string; query: string }) {
  const forAll = keepsForAll(tx.actor);
  const views = await listViews(tx, seen.path);
  return {
    of: hrefOf(seen),
    forAll,
    views: views.map(({ path, query, ...view }) => ({
      ...view,
      href: hrefOf({ path, query }),
      edits: view.own || forAll,
    })),
  };
}

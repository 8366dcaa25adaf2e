import type { Tx } from "@/lib/ctx";
import { currentSession } from "./session";
import { searchOf } from "@/lib/lists/search-of";
import { addressOf, show, type Search } from "./page";

/** What an address tells once, whatever the list. */
const told = ["again", "done"];

/**
 * K3: what a list is asked for: what its address says; where that says nothing, the view that is the list's default, the
 * reader's own before everybody's. Where there is a default, the list's addresses never say nothing again.
 */
export async function seenAs(path: string, search: Search): Promise<Search> {
  const views = (await currentSession())?.views ?? [];
  const usual = views.find((view) => view.isDefault && view.path === path);
  if (!usual) return search;
  const says = Object.keys(search).some((name) => !told.includes(name));
  const asked = says ? search : { ...searchOf(new URLSearchParams(usual.query)), ...search };
  return { ...asked, view: "all" };
}

/**
 * Shows a list as its address or its default view says (K3): see `show`.
 * @param input what its view takes beside the search parameters
 */
export async function showList<V, I extends object = object>(
  view: (tx: Tx, input: I & { search: Search }) => Promise<V>,
  {
    path,
    search,
    input,
    mayLag = false,
  }: { path: string; search: Search; input: I; mayLag?: boolean },
): Promise<{ view: V; at: string }> {
  const at = addressOf(path, search);
  const asked = { ...input, search: await seenAs(path, search) };
  return { view: await show(view, asked, { at, mayLag }), at };
}

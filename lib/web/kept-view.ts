import { currentSession } from "./session";
import { searchOf } from "@/lib/lists/search-of";
import type { Search } from "./page";

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

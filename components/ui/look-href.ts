import type { ListLook } from "@/lib/lists/schema";

/** K3, K4: how a list is looked at, as all of its addresses say it on. */
export function withLook(search: URLSearchParams, look: Partial<ListLook>): URLSearchParams {
  for (const key of look.hide ?? []) search.append("hide", key);
  if (look.density) search.set("density", look.density);
  if (look.view && search.size === 0) search.set("view", look.view);
  return search;
}

/** The same of a form that stands on the list. */
export function lookFields({ hide, density, view }: ListLook) {
  return { hide: [...hide], density, view };
}

/** The values without one of them: what an address says once a chip is taken away. */
export function without<V>(values: readonly V[], gone: V): V[] {
  return values.filter((value) => value !== gone);
}

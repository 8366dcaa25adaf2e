import type { ListLook } from "@/lib/lists/schema";
import type { Chip } from "./chips";

type Value = string | readonly string[] | null | undefined;

/**
 * The address of a list as it is looked at (K3): what is as usual is left out of it.
 * @param names what the list is asked for, in the order of its addresses
 * @param usual what it is asked for where its address says nothing
 */
export function listHref(
  path: string,
  query: { [name: string]: Value } & Partial<ListLook>,
  names: readonly string[],
  usual: Readonly<Record<string, string>> = {},
): string {
  const search = new URLSearchParams();
  for (const name of [...names, "after"])
    for (const value of [query[name] ?? ""].flat())
      if (value !== "" && value !== usual[name]) search.append(name, value);
  for (const key of query.hide ?? []) search.append("hide", key);
  if (query.density) search.set("density", query.density);
  if (query.view && search.size === 0) search.set("view", query.view);
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}

/** How a list is looked at, of a form that stands on it. */
export function lookFields<L extends ListLook>({ hide, density, view }: L) {
  return { hide: [...hide], density, view } satisfies ListLook as Pick<L, "density" | "view"> & {
    hide: string[];
  };
}

/** One of the values that a filter is asked for. */
type One<V> = V extends readonly (infer W)[] ? W : Exclude<V, null | undefined | "">;

/**
 * K4: what a list is filtered by, each value with the list's address without it.
 * @param words of each filter's values, in the order in which they are told
 */
export function chipsOf<Q extends { after: string | null }>(
  query: Q,
  href: (less: Q) => string,
  words: { [K in keyof Q]?: (value: One<Q[K]>) => string },
): Chip[] {
  return (Object.keys(words) as (keyof Q)[]).flatMap((name) => {
    const asked: unknown = query[name];
    const label = words[name] as ((value: unknown) => string) | undefined;
    const several = Array.isArray(asked);
    return (several ? (asked as unknown[]) : [asked ?? ""]).flatMap((value) => {
      if (value === "" || !label) return [];
      const left = several ? (asked as unknown[]).filter((other) => other !== value) : "";
      return [{ label: label(value), href: href({ ...query, after: null, [name]: left }) }];
    });
  });
}

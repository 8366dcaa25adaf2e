import type { WhereRound } from "@/lib/views/where-round";
import type { ListLook } from "@/lib/lists/schema";
import { withLook } from "../ui/look-href";
import { rowAnchor } from "./row-anchor";

type Query = ListLook & {
  tab: string;
  q: string;
  status: readonly string[];
  location: string;
  due: string;
  owner: string;
  mail: readonly string[];
  sort: string;
  after: string | null;
};

/** The address of a Customers page; what is as usual is left out of it. */
export function customersHref(
  slug: string,
  { tab, q, status = [], location, due, owner, mail = [], sort, after, ...look }: Partial<Query>,
): string {
  const search = new URLSearchParams({ tab: tab ?? "eligible" });
  if (q) search.set("q", q);
  for (const one of status) search.append("status", one);
  if (location) search.set("location", location);
  if (due) search.set("due", due);
  if (owner) search.set("owner", owner);
  for (const one of mail) search.append("mail", one);
  if (sort) search.set("sort", sort);
  if (after) search.set("after", after);
  withLook(search, look);
  return `/engagements/${slug}/customers?${search.toString()}`;
}

/** The row of a round on the list where it stands. */
export function roundHref({ slug, q, list, row }: WhereRound): string {
  const address =
    list === "history"
      ? `/engagements/${slug}/history?${new URLSearchParams({ q }).toString()}`
      : customersHref(slug, { tab: list, q });
  if (row === null) return address;
  return `${address}#${list === "history" ? row : rowAnchor(row)}`;
}

import type { WhereRound } from "@/lib/views/where-round";
import { rowAnchor } from "./row-anchor";

type Query = { tab: string; q: string; status: string | null; owner: string; sort: string; after: string | null }; // prettier-ignore

/** The address of a Customers page; what is as usual is left out of it. */
export function customersHref(
  slug: string,
  { tab, q, status, owner, sort, after }: Partial<Query>,
): string {
  const search = new URLSearchParams({ tab: tab ?? "eligible" });
  if (q) search.set("q", q);
  if (status) search.set("status", status);
  if (owner) search.set("owner", owner);
  if (sort && sort !== "name") search.set("sort", sort);
  if (after) search.set("after", after);
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

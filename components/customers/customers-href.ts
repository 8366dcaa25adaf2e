import type { WhereRound } from "@/lib/views/where-round";
import type { ListLook } from "@/lib/lists/schema";
import { listHref } from "../ui/look-href";
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
  choose: string;
  after: string | null;
};

/** The address of a Customers page; what is as usual is left out of it. */
export function customersHref(slug: string, query: Partial<Query>): string {
  const names = ["tab", "q", "status", "location", "due", "owner", "mail", "sort", "choose"];
  const asked = { ...query, tab: query.tab ?? "eligible" };
  return listHref(`/engagements/${slug}/customers`, asked, names);
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

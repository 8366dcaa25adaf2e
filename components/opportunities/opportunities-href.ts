import type { OpportunitiesQuery } from "@/lib/customers/opportunities/schema";
import { listHref } from "../ui/look-href";

/** The address of the opportunities page; what is as usual is left out of it. */
export function opportunitiesHref(query: Partial<OpportunitiesQuery>): string {
  return listHref("/opportunities", query, ["q", "chance", "area", "location", "payout", "choose"]);
}

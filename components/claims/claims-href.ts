import type { ClaimsQuery } from "@/lib/claims/list/schema";
import { listHref } from "../ui/look-href";

type Query = Omit<ClaimsQuery, "status"> & { status: readonly string[]; sort: string };

/** The address of the list of claims, or of its export; what is as usual is left out of it. */
export function claimsHref(query: Partial<Query>, path = "/claims"): string {
  const names = ["q", "status", "engagement", "location", "due", "owner", "sort", "choose"];
  return listHref(path, query, names, { sort: "due" });
}

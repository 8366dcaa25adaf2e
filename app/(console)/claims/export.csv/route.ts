import { exportClaims } from "@/lib/claims/list/export";
import { claimsQuery } from "@/lib/claims/list/schema";
import { csvFile } from "@/lib/web/sent-file";
import { searchOf } from "@/lib/lists/search-of";

export const dynamic = "force-dynamic";

/** The claims of the list with the same filters, as a file. */
export function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const query = claimsQuery.parse(searchOf(searchParams));
  return csvFile((ctx, locale, form) => exportClaims(ctx, query, locale, form), {
    request,
    mayLag: true,
    name: "workshop-claims",
  });
}

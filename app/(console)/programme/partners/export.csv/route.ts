import { searchText } from "@/lib/lists/schema";
import { exportPartners } from "@/lib/partners/file/export";
import { csvFile } from "@/lib/web/sent-file";

export const dynamic = "force-dynamic";

/** The partners that the list shows, with their locations, as a file that goes in again. */
export function GET(request: Request): Promise<Response> {
  const q = searchText.parse(new URL(request.url).searchParams.get("q") ?? "");
  return csvFile((ctx, locale, form) => exportPartners(ctx, q, locale, form), {
    request,
    mayLag: true,
    name: "partners",
  });
}

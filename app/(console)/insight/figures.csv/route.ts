import { searchOf } from "@/lib/lists/search-of";
import { insightFiguresCsv } from "@/lib/views/insight-csv";
import { csvFile } from "@/lib/web/sent-file";

export const dynamic = "force-dynamic";

/** The table of one plot, as a file (K8). */
export function GET(request: Request): Promise<Response> {
  const search = searchOf(new URL(request.url).searchParams);
  return csvFile(
    (ctx, locale, form) => insightFiguresCsv(ctx, { side: "partner", search }, locale, form),
    {
      request,
      mayLag: true,
      name: "insight",
    },
  );
}

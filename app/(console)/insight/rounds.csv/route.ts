import { searchOf } from "@/lib/lists/search-of";
import { insightRowsCsv } from "@/lib/views/insight-csv";
import { csvFile } from "@/lib/web/sent-file";

export const dynamic = "force-dynamic";

/** The rounds behind a part of a plot, as a file (K8). */
export function GET(request: Request): Promise<Response> {
  const search = searchOf(new URL(request.url).searchParams);
  return csvFile(
    (ctx, locale, form) => insightRowsCsv(ctx, { side: "partner", search }, locale, form),
    {
      request,
      mayLag: true,
      name: "insight",
    },
  );
}

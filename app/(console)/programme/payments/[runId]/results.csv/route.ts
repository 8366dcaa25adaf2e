import { paymentResultsCsv } from "@/lib/views/programme/payment-results";
import { csvFile } from "@/lib/web/sent-file";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ runId: string }> };

/** The payments of a run, to be filled in with their results (P30). */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { runId } = await params;
  return csvFile((ctx, locale, form) => paymentResultsCsv(ctx, runId, locale, form), {
    request,
    name: "payment-results",
  });
}

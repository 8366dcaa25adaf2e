import { takeFile } from "@/lib/payments/files/take-file";
import { channel as channelSchema } from "@/lib/payments/schema";
import { isRowId, sendFreshFile } from "./fresh-file";

/** Sends a file of a payment run (P30); what waits is told on the run's page. */
export function sendPaymentFile(
  request: Request,
  { runId, channel }: { runId: string; channel: string },
): Promise<Response> {
  const page = `/programme/payments/${encodeURIComponent(runId)}`;
  const take: Parameters<typeof sendFreshFile>[2] = async (ctx) => {
    const chosen = channelSchema.safeParse(channel);
    if (!chosen.success || !isRowId(runId)) return null;
    const file = await takeFile(ctx, { run: runId, channel: chosen.data });
    const type = chosen.data === "pain" ? "application/xml" : "text/csv; charset=utf-8";
    return { ...file, type };
  };
  return sendFreshFile(request, page, take, { payment_file_waits: `${page}?done=waits` });
}

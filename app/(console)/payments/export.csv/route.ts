import { partnerPaymentsCsv } from "@/lib/views/payments";
import { csvFile } from "@/lib/web/sent-file";

export const dynamic = "force-dynamic";

/** What a partner was paid, as a file (P30). */
export function GET(request: Request): Promise<Response> {
  return csvFile(partnerPaymentsCsv, { request, name: "payments" });
}

import { paymentsCsv } from "@/lib/views/programme/payments";
import { csvFile } from "@/lib/web/sent-file";

export const dynamic = "force-dynamic";

/** What is to be paid, for the payments of the day (W14). */
export function GET(request: Request): Promise<Response> {
  return csvFile(paymentsCsv, { request, name: "payments" });
}

import { takeResendWebhook } from "@/lib/web/resend-webhook";

export const dynamic = "force-dynamic";

/** What the mail provider reports: delivered, bounced, complained … */
export function POST(request: Request): Promise<Response> {
  return takeResendWebhook(request);
}

import { sendPaymentFile } from "@/lib/web/payment-file";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ runId: string; channel: string }> };

/** Hands out a file of a payment run (P30): it leaves a row in the log, so that it is asked for by a form. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return sendPaymentFile(request, await params);
}

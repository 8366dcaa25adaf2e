import { takeFile } from "@/lib/payments/files/take-file";
import { channel as channelSchema } from "@/lib/payments/schema";
import { contentDisposition } from "./content-disposition";
import {
  againPath,
  noAccessPath,
  refusalOf,
  seeOther,
  signedIn,
  signInPath,
  statusOf,
} from "./door";
import { assertSameOrigin } from "./origin";

/**
 * Sends a file of a payment run as a download that is kept nowhere on the way (P30). Sends somebody who is not signed in,
 * lacks the role or has to prove who they are first (U13) to where they do so; what waits is told on the run's page.
 */
export async function sendPaymentFile(
  request: Request,
  { runId, channel }: { runId: string; channel: string },
): Promise<Response> {
  const page = `/programme/payments/${encodeURIComponent(runId)}`;
  try {
    assertSameOrigin(request.headers);
    const ctx = await signedIn();
    if (!ctx) return seeOther(signInPath(page));
    const chosen = channelSchema.safeParse(channel);
    if (!chosen.success || !/^[\da-f-]{36}$/i.test(runId))
      return new Response(null, { status: 404 });
    const { name, text } = await takeFile(ctx, { run: runId, channel: chosen.data });
    const type = chosen.data === "pain" ? "application/xml" : "text/csv; charset=utf-8";
    return new Response(text, {
      headers: {
        "Content-Type": type,
        "Content-Disposition": contentDisposition("attachment", name),
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "Cache-Control": "no-store, no-transform",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
      },
    });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code === "sign_in_again") return seeOther(againPath(page));
    if (refusal.code === "payment_file_waits") return seeOther(`${page}?done=waits`);
    const elsewhere = noAccessPath(refusal, page);
    if (elsewhere !== null) return seeOther(elsewhere);
    return new Response(null, { status: statusOf(refusal.code) });
  }
}

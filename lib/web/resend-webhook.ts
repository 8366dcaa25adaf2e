import { getConfig } from "@/lib/config";
import { takeEvent } from "@/lib/mail/event";
import { readEvent } from "@/lib/mail/read-event";
import type { ProviderEvent } from "@/lib/mail/schema";
import { systemContext } from "./door";
import { isUnavailable } from "./unavailable";

const MOST_BYTES = 256 * 1024;

/**
 * Takes a message of the mail provider: 200 when it was taken, now or before; 401 when it is not
 * signed with RESEND_WEBHOOK_SECRET; 413 when it is too big; 503 when it should come again. Without
 * a secret there is no such address.
 */
export async function takeResendWebhook(request: Request): Promise<Response> {
  const secret = getConfig().RESEND_WEBHOOK_SECRET;
  if (!secret) return answer(404);
  const body = await readText(request);
  if (body === null) return answer(413);
  const id = request.headers.get("svix-id") ?? request.headers.get("webhook-id");
  let event: ProviderEvent | null;
  try {
    event = readEvent(secret, {
      body,
      id,
      timestamp: request.headers.get("svix-timestamp") ?? request.headers.get("webhook-timestamp"),
      signature: request.headers.get("svix-signature") ?? request.headers.get("webhook-signature"),
    });
  } catch {
    return answer(401);
  }
  if (event === null || id === null) return answer(200);
  try {
    await takeEvent(systemContext("resend-webhook"), { messageId: id, event });
    return answer(200);
  } catch (error) {
    if (isUnavailable(error)) return answer(503);
    throw error;
  }
}

function answer(status: number): Response {
  return new Response(null, { status, headers: { "Cache-Control": "no-store" } });
}

/** The body, as it was signed; null when it is too big. */
async function readText(request: Request): Promise<string | null> {
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) return null;
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { value, done } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > MOST_BYTES) {
      await reader.cancel();
      return null;
    }
    pieces.push(value);
  }
  return Buffer.concat(pieces).toString("utf8");
}

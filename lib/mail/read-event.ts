import { Resend } from "resend";
import { providerEvent, type ProviderEvent } from "./schema";

export type SignedMessage = {
  body: string;
  id: string | null;
  timestamp: string | null;
  signature: string | null;
};

/**
 * Reads a webhook message of the provider (Standard Webhooks): signed with our secret, not older
 * than five minutes.
 * @returns the event; null when it is about something other than an e-mail
 * Throws when the signature, the time or a header is not right.
 */
export function readEvent(secret: string, message: SignedMessage): ProviderEvent | null {
  const { id, timestamp, signature } = message;
  if (id === null || timestamp === null || signature === null) throw new Error("not signed");
  const payload: unknown = new Resend("re_none").webhooks.verify({
    payload: message.body,
    headers: { id, timestamp, signature },
    webhookSecret: secret,
  });
  const event = providerEvent.safeParse(payload);
  return event.success && event.data.type.startsWith("email.") ? event.data : null;
}

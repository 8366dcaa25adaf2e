import { Resend } from "resend";
import { inSpan } from "../metrics/spans";
import type { EmailSecrets } from "@/db/schema";
import { getConfig } from "@/lib/config";
import { outcomeOf, type Outcome } from "./rules";
import { fillMarks } from "./tokens";

/** An e-mail as it was stored: marks stand where its tokens and codes belong. */
export type Stored = {
  id: string;
  recipient: string;
  replyTo: string | null;
  headers: Record<string, string> | null;
  sender: string;
  subject: string;
  html: string;
  text: string;
  /** The e-mails whose links stand in it: itself, and what else goes out in it (B6). */
  holds: Held[];
};
/** What fills the marks of an e-mail, and opens its link. */
export type Held = { id: string; mark: string; secrets: EmailSecrets };

const TIMEOUT = 10_000;
let client: Resend | undefined;

/**
 * Hands an e-mail to the provider, its id as idempotency key. The body is the same, byte for byte,
 * each time. Never throws for what the provider or the network does.
 */
export async function submit(mail: Stored): Promise<Outcome> {
  const resend = (client ??= new Resend(getConfig().RESEND_API_KEY));
  const send = () =>
    resend.emails.send(
      {
        from: mail.sender,
        to: mail.recipient,
        replyTo: mail.replyTo ?? undefined,
        subject: mail.subject,
        html: filledIn(mail.html, mail),
        text: filledIn(mail.text, mail),
        headers: filled(mail),
        tags: [{ name: "email_id", value: mail.id }],
      },
      { idempotencyKey: mail.id, signal: AbortSignal.timeout(TIMEOUT) },
    );
  return outcomeOf(await inSpan("mail", "client", {}, send));
}

function filled(mail: Stored): Record<string, string> | undefined {
  if (mail.headers === null) return undefined;
  return Object.fromEntries(
    Object.entries(mail.headers).map(([name, value]) => [name, filledIn(value, mail)]),
  );
}

function filledIn(part: string, { holds }: Stored): string {
  return holds.reduce(fillMarks, part);
}

import { reading } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { hasMailbox } from "@/lib/installation";
import { mailbox, mailboxMail, type MailboxMail, type MailboxView } from "@/lib/views/mailbox";
import { systemContext } from "./door";

/**
 * The local mailbox needs no sign-in, and is there only on demonstrations and trials without a mail
 * key: elsewhere each of these answers null, as for an e-mail that does not exist.
 */
export function showMailbox(input: {
  q?: string | undefined;
  after?: string | undefined;
}): Promise<MailboxView | null> {
  return open(() => reading(systemContext("mailbox"), (tx) => mailbox(tx, input)));
}

/** One e-mail as its recipient sees it, with its links and codes. */
export function showMail(id: string): Promise<MailboxMail | null> {
  return open(() => reading(systemContext("mailbox"), (tx) => mailboxMail(tx, { id })));
}

/** What a mail program shows: no scripts, nothing loaded, links open elsewhere. */
export async function mailHtml(id: string): Promise<Response> {
  const mail = await showMail(id);
  if (!mail?.html) return new Response(null, { status: 404 });
  return new Response(mail.html, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy":
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation",
      "Cache-Control": "no-store",
    },
  });
}

/** The text part, as it was sent. */
export async function mailText(id: string): Promise<Response> {
  const mail = await showMail(id);
  if (!mail?.text) return new Response(null, { status: 404 });
  return new Response(mail.text, {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
}

async function open<T>(read: () => Promise<T>): Promise<T | null> {
  if (!(await hasMailbox(systemContext("mailbox").db))) return null;
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal && error.code === "not_found") return null;
    throw error;
  }
}

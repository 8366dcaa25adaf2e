import { mailText } from "@/lib/web/mailbox";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ emailId: string }> };

/** The text part of an e-mail, by itself. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return mailText((await params).emailId);
}

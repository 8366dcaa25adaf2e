import { and, eq, sql } from "drizzle-orm";
import { emails } from "@/db/schema";
import { transaction, type System, type Visitor, type Ctx } from "@/lib/ctx";
import { openLink } from "@/lib/mail/open-link";
import { derive } from "@/lib/mail/tokens";
import { findVisitor } from "@/lib/visitors/find-visitor";

/** Whoever got the newest mail to this address with an invitation, once the worker has sent it. */
export async function invitedVisitor(worker: Ctx<System>, email: string): Promise<Visitor> {
  const token = await invitationToken(worker, email);
  const from = { ipAddress: "192.0.2.9", userAgent: "A browser" };
  const visitor = await findVisitor(worker.db, "invitation", token, from);
  if (!visitor) throw new Error("the link leads nowhere");
  return visitor;
}

/** The token of the link in that mail. */
export async function invitationToken(worker: Ctx<System>, email: string): Promise<string> {
  return transaction(worker, async (tx) => {
    const mails = await tx.db
      .select()
      .from(emails)
      .where(
        and(
          eq(sql`lower(${emails.recipient})`, email.toLowerCase()),
          eq(emails.template, "invitation"),
        ),
      )
      .orderBy(emails.createdAt);
    const mail = mails.at(-1);
    if (!mail?.secrets.link) throw new Error(`no invitation was mailed to ${email}`);
    await openLink(tx, mail);
    return derive(mail.secrets.link);
  });
}

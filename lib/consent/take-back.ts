import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { emails } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx, type PartnerUser, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { workshopFacts } from "./facts";
import { lockTenantOf } from "./lock-tenant";
import { whyNotAsk } from "./rules";

const taken = z.array(z.object({ request: z.guid(), again: z.boolean() }));

/**
 * K12: takes a request back while its e-mail has not left: it never leaves, and the customer may be asked as if nobody
 * had been. Of an e-mail that repeats a request, the request goes on. Again, it changes nothing.
 * Refuses with `not_found`, `mail_left`, and with `expired`, `already_answered` or `round_ended`.
 * @returns `again`: it was the repetition alone
 */
export async function takeBackRequest(
  ctx: Ctx,
  { associationId, emailId }: { associationId: string; emailId: string },
): Promise<{ again: boolean }> {
  authorize(ctx, "consent.send");
  return transaction(ctx, async (tx) => {
    if (!(await lockTenantOf(tx, associationId))) throw new Refusal("not_found");
    const mail = await findMail(tx, associationId, emailId);
    if (!mail) throw new Refusal("not_found");
    const why = whyNotAsk(await workshopFacts(tx, associationId), tx.now);
    if (why !== null) throw new Refusal(why);
    const { rows } = await tx.db.execute(
      sql`select * from take_back_mail(${emailId}, ${tx.now.toISOString()}::timestamptz)`,
    );
    const [it] = taken.parse(rows);
    if (!it && mail.state === "dropped") return { again: false };
    if (!it) throw new Refusal("mail_left");
    await record(tx, {
      event: "consent.taken_back",
      subjectId: associationId,
      data: { requestId: it.request, emailId, contactEmail: mail.recipient, again: it.again },
    });
    return { again: it.again };
  });
}

async function findMail(tx: Tx<PartnerUser>, associationId: string, emailId: string) {
  const [mail] = await tx.db
    .select({ state: emails.state, recipient: emails.recipient })
    .from(emails)
    .where(and(eq(emails.id, emailId), eq(emails.associationId, associationId)));
  return mail;
}

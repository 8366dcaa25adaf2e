import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { emails } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx, type Tx } from "../ctx";
import { workshopFacts } from "./facts";
import { tellRound } from "./tell-round";

/** What is told of an e-mail: it came back for now, or for good, or was not wanted, or never left. */
const trouble = ["returned", "bounced", "complained", "failed"] as const;

/**
 * Tells the partner's contact and the sender that an e-mail asking for consent did not reach the
 * customer, for now or at all, or was not wanted (D21). Once for each e-mail, and only while the customer could still answer.
 */
export async function tellUndelivered(ctx: Ctx, { emailId }: { emailId: string }): Promise<void> {
  authorize(ctx, "schedule.run");
  await transaction(ctx, async (tx) => {
    const mail = await takeUndelivered(tx, emailId, emails.associationId);
    if (!mail?.subjectId) return;
    const { state } = mail;
    const facts = await workshopFacts(tx, mail.subjectId);
    if (facts.endedAt !== null || facts.consentedAt !== null) return;
    await tellRound(tx, facts.associationId, "partner-bounced", {
      ...facts.workshop,
      associationId: facts.associationId,
      engagementSlug: facts.engagementSlug,
      contactEmail: mail.recipient,
      state,
      claimNumber: null,
    });
    await record(tx, {
      event: "consent.undelivered",
      subjectId: facts.associationId,
      partnerId: facts.partnerId,
      data: { emailId, state, contactEmail: mail.recipient },
    });
  });
}

/**
 * A step: the e-mail that did not reach its reader, once; undefined when it was told already, arrived, or asks
 * nothing.
 * @param asks the column that names what it asks about
 */
export async function takeUndelivered(
  tx: Tx,
  emailId: string,
  asks: typeof emails.associationId | typeof emails.surveyId,
) {
  const [mail] = await tx.db
    .update(emails)
    .set({ toldAt: tx.now })
    .where(
      and(
        eq(emails.id, emailId),
        isNotNull(asks),
        inArray(emails.state, [...trouble]),
        isNull(emails.toldAt),
      ),
    )
    .returning({ subjectId: asks, state: emails.state, recipient: emails.recipient });
  const state = trouble.find((one) => one === mail?.state);
  return mail && state && { ...mail, state };
}

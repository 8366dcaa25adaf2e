import { customerNotes } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { fingerprint } from "../../audit/fingerprint";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { usualOf } from "../../installation";
import { tell } from "../../notify/notify";
import { listColleagues } from "../owners/queries";
import { getSeenCustomer, whoSee } from "./queries";
import type { NoteInput } from "./schema";

/**
 * K6: writes a note about a customer, for the partner's people alone, and tells the colleagues whom it is pointed out to.
 * Refuses with `not_found` for a customer that the actor does not see, and with `mention_unseen` for somebody who is no
 * colleague, or does not see it: nobody is told.
 * @returns the customer's id, which may be another's by now (P18)
 */
export async function writeNote(
  ctx: Ctx,
  { customer, note, mentions }: NoteInput,
): Promise<string> {
  authorize(ctx, "notes.write");
  return transaction(ctx, async (tx) => {
    const about = await getSeenCustomer(tx, customer);
    const who = whoSee(about, await listColleagues(tx), tx.actor.userId);
    const told = mentions.map((id) => {
      const found = who.find((one) => one.id === id);
      if (!found) throw new Refusal("mention_unseen", { field: "mentions" });
      return found;
    });
    const { partnerId, partnerName, userId, name: authorName } = tx.actor;
    const [written] = await tx.db
      .insert(customerNotes)
      .values({
        ...{ partnerId, tenantId: about.id, authorId: userId, authorName, body: note },
        mentioned: told.map(({ name }) => name),
        createdAt: tx.now,
      })
      .returning({ id: customerNotes.id });
    if (!written) throw new Error("the note was not written");
    const { language } = await usualOf(tx);
    const readers = told.map(({ email, locale }) => ({ to: email, language: locale ?? language }));
    const variables = { authorName, partnerName, tenantName: about.name, tenantId: about.id };
    await tell(tx, { readers, partnerId }, "note-mention", variables);
    await record(tx, {
      event: "note.written",
      subjectId: written.id,
      data: { tenantId: about.id, mentioned: mentions, proof: fingerprint([note]) },
    });
    return about.id;
  });
}

import { wrongContacts } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx } from "../ctx";
import { fieldErrors, refuse } from "../errors";
import { refuseMachine } from "../visitors/check-form";
import { refuseMany } from "../visitors/refuse-many";
import { checkPage } from "./check-answer";
import { refuseClosedRequest } from "./lock-request";
import { getAskedRequest } from "./queries";
import { wrongContactInput, type WrongContactInput } from "./schema";
import { tellPartner } from "./tell-partner";

/**
 * D30: "I am not the right person": keeps what the contact said and tells the partner. Nothing ends,
 * the request waits for its answer as before, and nothing is mailed to who was named.
 * Refuses with `choose_why`, with `whyNoForm`'s reasons, with what closed the request, and with
 * `rate_limited_link` after several.
 */
export async function sayWrongContact(
  ctx: Ctx,
  { saysLanguages, ...posted }: Partial<WrongContactInput> & { saysLanguages: boolean },
): Promise<void> {
  authorize(ctx, "consent.wrong_contact");
  const parsed = wrongContactInput.safeParse(posted);
  await transaction(ctx, async (tx) => {
    const asked = await getAskedRequest(tx);
    refuseClosedRequest(asked, tx.now);
    if (!parsed.success) refuse(fieldErrors(parsed.error));
    const { why, ...form } = parsed.data;
    checkPage(tx, asked, form);
    refuseMachine(tx, saysLanguages);
    const { request, round, workshop, engagement } = asked;
    await refuseMany(tx, request.id, wrongContacts);
    const colleague = form.colleague || null;
    await tx.db.insert(wrongContacts).values({
      partnerId: round.partnerId,
      requestId: request.id,
      why,
      colleague,
      createdAt: tx.now,
    });
    await tellPartner(tx, asked, "partner-wrong-contact", {
      ...workshop,
      contactEmail: request.contactEmail,
      kind: why,
      colleague,
      associationId: round.id,
      engagementSlug: engagement.slug,
    });
    await record(tx, {
      event: "consent.wrong_contact",
      subjectId: round.id,
      data: { requestId: request.id, linkId: tx.actor.linkId, why, colleague },
    });
  });
}

import { consentReports } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx } from "../ctx";
import { fieldErrors, refuse } from "../errors";
import { tell } from "../notify/notify";
import { listStaff } from "../notify/queries";
import { refuseMachine } from "../visitors/check-form";
import { refuseMany } from "../visitors/refuse-many";
import { checkPage } from "./check-answer";
import { getAskedRequest } from "./queries";
import { reportInput, type ReportInput } from "./schema";
import { tellPartner } from "./tell-partner";

/**
 * "Not expected? Tell us" (D10): keeps a recipient's message and tells the partner and the
 * programme's staff. It decides nothing, whatever the state of the request.
 * Refuses with `message_needed`, with `whyNoForm`'s reasons, and with `rate_limited_link` after several
 * reports.
 */
export async function reportRequest(
  ctx: Ctx,
  { saysLanguages, ...posted }: Partial<ReportInput> & { saysLanguages: boolean },
): Promise<void> {
  authorize(ctx, "consent.report");
  const parsed = reportInput.safeParse(posted);
  if (!parsed.success) refuse(fieldErrors(parsed.error));
  const { message, ...form } = parsed.data;
  await transaction(ctx, async (tx) => {
    const asked = await getAskedRequest(tx);
    checkPage(tx, asked, form);
    refuseMachine(tx, saysLanguages);
    const { request, round, workshop, engagement } = asked;
    await refuseMany(tx, request.id, consentReports);
    await tx.db
      .insert(consentReports)
      .values({ partnerId: round.partnerId, requestId: request.id, message, createdAt: tx.now });
    const said = { ...workshop, message, associationId: round.id, engagementSlug: engagement.slug };
    await tellPartner(tx, asked, "report-notice", { ...said, kind: "partner" });
    const staff = { readers: await listStaff(tx), partnerId: round.partnerId };
    await tell(tx, staff, "report-notice", { ...said, kind: "programme" });
    await record(tx, {
      event: "consent.reported",
      subjectId: round.id,
      data: { requestId: request.id, linkId: tx.actor.linkId, message },
    });
  });
}

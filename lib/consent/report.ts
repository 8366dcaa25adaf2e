import { and, count, eq, isNull } from "drizzle-orm";
import { consentReports, users } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { reading, transaction, type Ctx } from "../ctx";
import { fieldErrors, refuse, Refusal } from "../errors";
import { post } from "../mail/post";
import { checkForm } from "./check-form";
import { getAskedRequest } from "./queries";
import { isMachine } from "./rules";
import { reportInput, type ReportInput } from "./schema";
import { concernedBy, tellPartner } from "./tell-partner";

const REPORTS_PER_REQUEST = 5;

/**
 * "Not expected? Tell us" (D10): keeps a recipient's message and tells the partner and the
 * programme's staff. It decides nothing, whatever the state of the request.
 * Refuses with `message_needed`, with `whyNoForm`'s reasons, and with `rate_limited` after several
 * reports.
 */
export async function reportRequest(
  ctx: Ctx,
  { saysLanguages, ...posted }: Partial<ReportInput> & { saysLanguages: boolean },
): Promise<void> {
  authorize(ctx, "consent.report");
  const parsed = reportInput.safeParse(posted);
  if (!parsed.success) {
    refuse(fieldErrors(parsed.error));
    throw parsed.error;
  }
  const { message, ...form } = parsed.data;
  const staff = await programmeStaff(ctx);
  await transaction(ctx, async (tx) => {
    const asked = await getAskedRequest(tx);
    checkForm(tx, asked, form);
    if (!saysLanguages || isMachine(tx.actor.userAgent)) throw new Refusal("form_forged");
    const { request, round, workshop } = asked;
    const [sofar] = await tx.db
      .select({ count: count() })
      .from(consentReports)
      .where(eq(consentReports.requestId, request.id));
    if ((sofar?.count ?? 0) >= REPORTS_PER_REQUEST) throw new Refusal("rate_limited");
    await tx.db
      .insert(consentReports)
      .values({ partnerId: round.partnerId, requestId: request.id, message, createdAt: tx.now });
    await tellPartner(tx, concernedBy(asked), "report-notice", { ...workshop, message });
    for (const { email, locale } of staff) {
      await post(tx, {
        template: "report-notice",
        language: locale ?? "en",
        to: email,
        partnerId: round.partnerId,
        variables: { ...workshop, message },
      });
    }
    await record(tx, {
      event: "consent.reported",
      subjectId: round.id,
      data: { requestId: request.id, linkId: tx.actor.linkId, message },
    });
  });
}

/** Whom the programme tells: its staff. A visitor sees none of them; the product itself does. */
function programmeStaff(ctx: Ctx) {
  const actor = { kind: "system", name: "report" } as const;
  return reading({ ...ctx, actor }, (tx) =>
    tx.db
      .select({ email: users.email, locale: users.locale })
      .from(users)
      .where(and(eq(users.operator, true), isNull(users.disabledAt)))
      .limit(20),
  );
}

import { WithdrawClosedPage, WithdrawPage } from "@/components/public/withdraw-page";
import { withdrawConsent } from "@/lib/consent/withdraw";
import { reading } from "@/lib/ctx";
import { askedRequest } from "@/lib/views/asked-request";
import { seeOther } from "@/lib/web/public";
import { problemsOf, statusOf, valuesAfter, type FormVisit } from "../../../behind-link";
import { actForm, requestPage, linkOf } from "../visit";
import { publicPage } from "../../../public-page";

export const dynamic = "force-dynamic";

export const GET = requestPage(async (visit, view) => {
  const link = linkOf(visit, view);
  if (view.canWithdraw) return publicPage(WithdrawPage, { ...link, problems: [], values: {} });
  if (view.status !== "accepted") return seeOther(`${visit.base}${visit.url.search}`);
  return publicPage(WithdrawClosedPage, link);
});

/** D14: the customer's withdrawal. */
export const POST = actForm(withdrawConsent, again);

async function again(visit: FormVisit, error: unknown): Promise<Response> {
  const problems = problemsOf(error);
  const view = await reading(visit.ctx, (tx) => askedRequest(tx, visit));
  const link = linkOf(visit, view);
  if (view.canWithdraw) {
    const values = valuesAfter(visit.form, problems);
    return publicPage(WithdrawPage, { ...link, problems, values }, statusOf(problems));
  }
  if (view.status !== "accepted") return seeOther(`${visit.base}${visit.url.search}`);
  return publicPage(WithdrawClosedPage, link, 409);
}

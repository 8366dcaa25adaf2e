import { EndingPage } from "@/components/public/ending-page";
import { OpenPage } from "@/components/public/open-page";
import { answerConsent } from "@/lib/consent/answer";
import { reading } from "@/lib/ctx";
import { askedRequest } from "@/lib/views/asked-request";
import { seeOther } from "@/lib/web/public";
import { problemsOf, statusOf, valuesAfter, type FormVisit } from "../../behind-link";
import { actForm, requestPage, linkOf } from "./visit";
import { publicPage } from "../../public-page";

export const dynamic = "force-dynamic";

/** The question, or where it stands. */
export const GET = requestPage(async (visit, view) => {
  const link = linkOf(visit, view);
  if (view.status === "open") return publicPage(OpenPage, { ...link, problems: [], values: {} });
  return publicPage(EndingPage, { ...link, already: visit.url.searchParams.has("already") });
});

/** The customer's answer. */
export const POST = actForm(answerConsent, again);

/** The form once more, with what is wrong and what was typed; or the page of what came first. */
async function again(visit: FormVisit, error: unknown): Promise<Response> {
  const problems = problemsOf(error);
  const { base, url, form } = visit;
  const view = await reading(visit.ctx, (tx) => askedRequest(tx, visit));
  if (view.status === "open") {
    const values = valuesAfter(form, problems);
    const props = { ...linkOf(visit, view), problems, values };
    return publicPage(OpenPage, props, statusOf(problems));
  }
  const query = new URLSearchParams(url.search);
  const same =
    view.answer?.decision === form.decision && view.answer?.fullName === form.fullName?.trim();
  if (view.answer && !same) query.set("already", "1");
  return seeOther(query.size > 0 ? `${base}?${query.toString()}` : base);
}

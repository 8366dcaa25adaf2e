import { NotMePage, NotMeSentPage } from "@/components/public/not-me-page";
import { sayWrongContact } from "@/lib/consent/wrong-contact";
import { reading } from "@/lib/ctx";
import { askedRequest } from "@/lib/views/asked-request";
import { seeOther } from "@/lib/web/public";
import { problemsOf, statusOf, valuesAfter, type FormVisit } from "../../../behind-link";
import { requestPage, linkOf, postForm } from "../visit";
import { publicPage } from "../../../public-page";

export const dynamic = "force-dynamic";

/** A page with a form: opening it says nothing to anybody. */
export const GET = requestPage(async (visit, view) => {
  const link = linkOf(visit, view);
  if (visit.url.searchParams.has("sent")) return publicPage(NotMeSentPage, link);
  if (view.status !== "open") return seeOther(`${visit.base}${visit.url.search}`);
  return publicPage(NotMePage, { ...link, problems: [], values: {} });
});

/** D30: "I am not the right person": ends nothing. */
export const POST = postForm(async (visit) => {
  if (visit.problem) return again(visit, visit.problem);
  try {
    await sayWrongContact(visit.ctx, { ...visit.form, saysLanguages: visit.saysLanguages });
  } catch (error) {
    return again(visit, error);
  }
  const query = new URLSearchParams(visit.url.search);
  query.set("sent", "1");
  return seeOther(`${visit.base}/not-me?${query.toString()}`);
});

async function again(visit: FormVisit, error: unknown): Promise<Response> {
  const problems = problemsOf(error);
  const view = await reading(visit.ctx, (tx) => askedRequest(tx, visit));
  if (view.status !== "open") return seeOther(`${visit.base}${visit.url.search}`);
  const values = valuesAfter(visit.form, problems);
  return publicPage(NotMePage, { ...linkOf(visit, view), problems, values }, statusOf(problems));
}

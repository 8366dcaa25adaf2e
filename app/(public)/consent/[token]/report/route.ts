import { ReportPage, ReportSentPage } from "@/components/public/report-page";
import { reportRequest } from "@/lib/consent/report";
import { reading } from "@/lib/ctx";
import { askedRequest } from "@/lib/views/asked-request";
import { seeOther } from "@/lib/web/public";
import { problemsOf, statusOf, valuesAfter, type FormVisit } from "../../../behind-link";
import { requestPage, linkOf, postForm } from "../visit";
import { publicPage } from "../../../public-page";

export const dynamic = "force-dynamic";

export const GET = requestPage(async (visit, view) => {
  const link = linkOf(visit, view);
  if (visit.url.searchParams.has("sent")) return publicPage(ReportSentPage, link);
  return publicPage(ReportPage, { ...link, problems: [], values: {} });
});

/** "Not expected? Tell us": decides nothing. */
export const POST = postForm(async (visit) => {
  if (visit.problem) return again(visit, visit.problem);
  try {
    await reportRequest(visit.ctx, { ...visit.form, saysLanguages: visit.saysLanguages });
  } catch (error) {
    return again(visit, error);
  }
  const query = new URLSearchParams(visit.url.search);
  query.set("sent", "1");
  return seeOther(`${visit.base}/report?${query.toString()}`);
});

async function again(visit: FormVisit, error: unknown): Promise<Response> {
  const problems = problemsOf(error);
  const view = await reading(visit.ctx, (tx) => askedRequest(tx, visit));
  const values = valuesAfter(visit.form, problems);
  return publicPage(ReportPage, { ...linkOf(visit, view), problems, values }, statusOf(problems));
}

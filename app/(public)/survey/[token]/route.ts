import type { Problem } from "@/components/public/document";
import type { LinkProps } from "@/components/public/parts";
import { SurveyConfirmPage } from "@/components/public/survey-confirm-page";
import { SurveyEndingPage } from "@/components/public/survey-ending-page";
import { SurveyPage } from "@/components/public/survey-page";
import { answerSurvey } from "@/lib/claims/surveys/answer-survey";
import { reading } from "@/lib/ctx";
import { askedSurvey, surveyToConfirm, type AskedSurveyView } from "@/lib/views/asked-survey";
import { seeOther } from "@/lib/web/public";
import {
  behindLink,
  problemsOf,
  statusOf,
  valuesAfter,
  type FormVisit,
  type Visit,
} from "../../behind-link";
import { publicPage } from "../../public-page";

export const dynamic = "force-dynamic";

const { getPage, postForm } = behindLink("survey");

/** The survey, or where it stands. */
export const GET = getPage(async (visit) => {
  const link = await linkTo(visit);
  if (link.view.status === "open")
    return publicPage(SurveyPage, { ...link, problems: [], values: {} });
  return publicPage(SurveyEndingPage, { ...link, already: visit.url.searchParams.has("already") });
});

/** The answers of the person who was asked. */
export const POST = postForm(async (visit) => {
  const { ctx, base, url, form, saysLanguages, problem } = visit;
  if (problem) return again(visit, [problem]);
  if (form.change !== undefined) return again(visit, []);
  try {
    const result = await answerSurvey(ctx, { posted: form, saysLanguages });
    if (result.kind === "stored") return seeOther(`${base}${url.search}`);
    return await confirm(visit, []);
  } catch (error) {
    const problems = problemsOf(error);
    const confirming = form.confirm !== undefined && problems.every(isOfConfirming);
    if (confirming) return confirm(visit, problems);
    return again(visit, problems);
  }
});

async function linkTo(
  { ctx, base, language }: Visit,
  typed: Record<string, string> = {},
): Promise<LinkProps<AskedSurveyView>> {
  const view = await reading(ctx, (tx) => askedSurvey(tx, { language, typed }));
  return { base, chosen: language !== null, view };
}

/** What can go wrong on the second page, and is put right there. */
function isOfConfirming({ field, code }: Problem): boolean {
  return field === "fullName" || code === "form_too_fast" || code === "trap_filled";
}

/** The page on which odd answers are confirmed. */
async function confirm(visit: FormVisit, problems: Problem[]): Promise<Response> {
  const { ctx, base, language, form } = visit;
  const view = await reading(ctx, (tx) => surveyToConfirm(tx, { language, typed: form }));
  if (view.status !== "open") return again(visit, problems);
  const props = { base, chosen: language !== null, view, problems, values: form };
  return publicPage(SurveyConfirmPage, props, problems.length > 0 ? statusOf(problems) : 200);
}

/** The form once more, with what is wrong and what was typed; or the page of what came first. */
async function again(visit: FormVisit, problems: Problem[]): Promise<Response> {
  const { base, url, form } = visit;
  const link = await linkTo(visit, form);
  if (link.view.status === "open") {
    const values = valuesOf(link.view, visit, problems);
    const status = problems.length > 0 ? statusOf(problems) : 200;
    return publicPage(SurveyPage, { ...link, problems, values }, status);
  }
  const query = new URLSearchParams(url.search);
  const { answer } = link.view;
  if (answer && !answer.typed) query.set("already", "1");
  return seeOther(query.size > 0 ? `${base}?${query.toString()}` : base);
}

/** What was typed; what another site sent chooses nothing, and no second page's stamp is kept. */
function valuesOf(view: AskedSurveyView, { form }: FormVisit, problems: Problem[]) {
  const { stamp, ...texts } = valuesAfter(form, problems);
  if (statusOf(problems) === 403) {
    for (const { field, kind } of view.questions) if (kind !== "text") texts[field] = "";
  }
  return form.confirm !== undefined || stamp === undefined ? texts : { ...texts, stamp };
}

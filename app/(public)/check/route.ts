import { CheckPage } from "@/components/public/check-page";
import { FailedPage, TooOftenPage } from "@/components/public/plain-pages";
import { Refusal } from "@/lib/errors";
import { checkRequest } from "@/lib/views/check-request";
import { answerSoon } from "@/lib/web/database";
import { assertSameOrigin } from "@/lib/web/origin";
import { readForm } from "@/lib/web/public";
import { isUnavailable } from "@/lib/web/unavailable";
import { currentProgramme } from "@/lib/web/programme";
import { checkNumber } from "@/lib/web/visitor";
import { problemsOf, statusOf } from "../behind-link";
import { languageOf, publicPage } from "../public-page";

export const dynamic = "force-dynamic";

/** The page that e-mails name for whoever does not trust their link. */
export async function GET(request: Request): Promise<Response> {
  answerSoon();
  const language = await languageOf(request);
  try {
    const view = checkRequest(language, await currentProgramme(), null);
    return await publicPage(CheckPage, { view, problems: [], value: "" });
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return publicPage(FailedPage, { language, here: "/check", sent: {} }, 503);
  }
}

/** The number from an e-mail. It is posted, so that it stands in no address and no log. */
export async function POST(request: Request): Promise<Response> {
  answerSoon();
  const language = await languageOf(request);
  const form = await readForm(request);
  answerSoon();
  try {
    assertSameOrigin(request.headers);
    const found = await checkNumber(request.headers, form.number);
    const view = checkRequest(language, await currentProgramme(), found);
    return await publicPage(CheckPage, { view, problems: [], value: "" });
  } catch (error) {
    const page = { language, here: "/check", sent: form };
    if (isUnavailable(error) || isRefusal(error, "unavailable")) {
      return publicPage(FailedPage, page, 503);
    }
    if (isRefusal(error, "rate_limited")) {
      const minutes = Number(error.errors[0].params?.minutes ?? 15);
      return publicPage(TooOftenPage, { ...page, minutes }, 429);
    }
    const problems = problemsOf(error);
    const view = checkRequest(language, await currentProgramme(), null);
    return publicPage(CheckPage, { view, problems, value: form.number ?? "" }, statusOf(problems));
  }
}

function isRefusal(error: unknown, code: string): error is Refusal {
  return error instanceof Refusal && error.code === code;
}

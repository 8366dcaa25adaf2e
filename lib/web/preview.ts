import { reading } from "@/lib/ctx";
import { surveyPreview } from "@/lib/views/programme/survey-preview";
import type { AskedSurveyView } from "@/lib/views/asked-survey";
import { noAccessPath, refusalOf, seeOther, signedIn, signInPath, spokenLocale } from "./door";
import { wishedLocale } from "./locale";

/**
 * A survey that somebody of the programme looks at before it is sent (P15), in the language of the address, else of the reader.
 * @returns what its page shows, or where to go instead; null: there is none
 */
export async function previewOf(
  request: Request,
  address: { slug: string; kind: string; number: string },
): Promise<Response | { view: AskedSurveyView; base: string } | null> {
  const { pathname, search } = new URL(request.url);
  const at = `${pathname}${search}`;
  try {
    const ctx = await signedIn();
    if (!ctx) return seeOther(signInPath(at));
    const language = wishedLocale(request) ?? (await spokenLocale());
    const view = await reading(ctx, (tx) => surveyPreview(tx, { ...address, language }));
    return { view, base: pathname };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code === "not_found") return null;
    const elsewhere = noAccessPath(refusal, at);
    if (elsewhere === null) throw error;
    return seeOther(elsewhere);
  }
}

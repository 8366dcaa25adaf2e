import { FailedPage } from "@/components/public/plain-pages";
import { PrivacyPage } from "@/components/public/privacy-page";
import { currentPrivacy } from "@/lib/web/programme";
import { isUnavailable } from "@/lib/web/unavailable";
import { languageOf, publicPage } from "../public-page";

export const dynamic = "force-dynamic";

/** The privacy statement of a programme that keeps its text here (P3), and what is kept of people (O22). */
export async function GET(request: Request): Promise<Response> {
  const language = await languageOf(request);
  const here = "/privacy";
  try {
    return await publicPage(PrivacyPage, { language, privacy: await currentPrivacy(language) });
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return publicPage(FailedPage, { language, here, sent: null }, 503);
  }
}

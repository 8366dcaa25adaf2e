import { HelpPage } from "@/components/public/help-page";
import { searchText } from "@/lib/lists/schema";
import { customerHelp } from "@/lib/views/help/help";
import { languageOf, publicPage } from "../../public-page";

export const dynamic = "force-dynamic";

/** K9: help for customers: one plain page, which needs neither a script nor signing in. */
export async function GET(request: Request): Promise<Response> {
  const language = await languageOf(request);
  const q = searchText.parse(new URL(request.url).searchParams.get("q") ?? undefined);
  return publicPage(HelpPage, { language, q, topics: customerHelp(language, q) });
}

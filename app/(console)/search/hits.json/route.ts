import { searchText } from "@/lib/lists/schema";
import { searchView } from "@/lib/views/search";
import { jsonAnswer } from "@/lib/web/json-answer";

/** What the palette shows while one types (K5). */
export function GET(request: Request): Promise<Response> {
  const q = searchText.parse(new URL(request.url).searchParams.get("q"));
  return jsonAnswer((tx, locale) => searchView(tx, { q, locale }));
}

import { helpAt } from "@/lib/views/help/help";
import { jsonAnswer } from "@/lib/web/json-answer";

/** What the panel beside a page shows (K9). */
export function GET(request: Request): Promise<Response> {
  const at = new URL(request.url).searchParams.get("at") ?? "";
  return jsonAnswer((tx, locale) => helpAt(tx, { at, locale }));
}

import { takeTemplate } from "@/lib/web/templates";

export const dynamic = "force-dynamic";

/** The template that somebody chose to add (P14). */
export async function POST(request: Request): Promise<Response> {
  return takeTemplate(request);
}

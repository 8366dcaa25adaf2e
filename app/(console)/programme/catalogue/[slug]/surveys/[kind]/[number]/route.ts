import { notFound } from "next/navigation";
import { SurveyPage } from "@/components/public/survey-page";
import { previewOf } from "@/lib/web/preview";
import { publicPage } from "@/app/(public)/public-page";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ slug: string; kind: string; number: string }> };

/** A survey of a version as the person who is asked sees it, without a way to send it (P15). */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const found = await previewOf(request, await params);
  if (found === null) notFound();
  if (found instanceof Response) return found;
  return publicPage(SurveyPage, {
    ...found,
    chosen: true,
    problems: [],
    values: {},
    preview: true,
  });
}

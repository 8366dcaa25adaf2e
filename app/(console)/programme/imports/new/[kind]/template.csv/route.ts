import { importTemplate } from "@/lib/imports/template";
import { csvFile } from "@/lib/web/sent-file";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ kind: string }> };

/** An empty file with the names of the columns. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { kind } = await params;
  return csvFile((ctx, locale, form) => importTemplate(ctx, kind, { locale, form }), {
    request,
    name: "template",
  });
}

import { refusedRows } from "@/lib/imports/refused-rows";
import { csvFile } from "@/lib/web/sent-file";
import { reasonWords } from "@/lib/web/imports";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ importId: string }> };

/** The rows that were refused, each with its reasons (P22). */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { importId: id } = await params;
  const words = await reasonWords();
  return csvFile((ctx, locale, form) => refusedRows(ctx, { id, locale, form, words }), {
    request,
    name: "refused",
  });
}

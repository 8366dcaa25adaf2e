import { goneRows } from "@/lib/imports/gone-rows";
import { csvFile } from "@/lib/web/sent-file";
import { rowWords } from "@/lib/web/imports";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ importId: string }> };

/** What stands here and not in a file that is the whole list (P23). */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { importId: id } = await params;
  const told = await rowWords();
  const words = (code: string) => told({ code });
  return csvFile((ctx, locale, form) => goneRows(ctx, { id, locale, form, words }), {
    request,
    name: "missing",
  });
}

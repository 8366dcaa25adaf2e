import { csvOf } from "@/lib/csv/sheet";
import { xlsxOf } from "@/lib/csv/xlsx";
import { listFile } from "@/lib/views/list-file";
import { formOf, sentFile } from "./sent-file";

/** K4: a list as it is looked at, as a file: `of` is its address. */
export function sentList(request: Request, kind: "csv" | "xlsx"): Promise<Response> {
  const of = new URL(request.url).searchParams.get("of");
  return sentFile(
    async (ctx, locale) => {
      const { name, ...sheet } = await listFile(ctx, { of, locale });
      const table = { ...sheet, title: name };
      const pieces = kind === "xlsx" ? xlsxOf(table) : csvOf(table, formOf(request, locale));
      return { name, pieces };
    },
    { request, mayLag: true, kind },
  );
}

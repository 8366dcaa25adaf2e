import { authorize } from "@/lib/access/authorize";
import { Refusal } from "@/lib/errors";
import { receive } from "@/lib/files/receive";
import { receiveImport } from "@/lib/imports/receive-import";
import { CSV_BYTES, importKind, WORKBOOK_BYTES } from "@/lib/imports/schema";
import { isErrorCode, translator, type Locale } from "@/messages";
import { labelOf } from "@/lib/imports/match";
import type { ImportRun } from "@/lib/imports/queries";
import { spokenLocale } from "./door";
import { errorWords } from "./form-words";
import { currentLook } from "./programme";
import { takeFile } from "./take-file";

/** Takes the file that somebody chose to import, as a stream, and goes on to what it would change; or back, with what is wrong. */
export function takeImport(request: Request, asked: string): Promise<Response> {
  const page = `/programme/imports/new?kind=${encodeURIComponent(asked)}`;
  return takeFile(request, {
    page,
    name: "imports",
    bytes: CSV_BYTES + 65_536,
    scripts: true,
    open: (ctx) => {
      authorize(ctx, "programme.read");
      const { data: kind } = importKind.safeParse(asked);
      if (kind === undefined) throw new Refusal("not_found");
      return async ({ name, stream, signal }) => {
        const file = await receive(stream, { most: CSV_BYTES, signal });
        return `/programme/imports/${await receiveImport(ctx, { kind, name, file })}`;
      };
    },
    back: ({ code, errors: [{ params }] }) =>
      code === "not_found"
        ? "/programme/imports/new"
        : `${page}&refused=${code}&most=${params?.megabytes ?? CSV_BYTES >> 20}`,
  });
}

/** What was wrong with the file that was chosen, as the page's address says it; null for anything else. */
export async function whyNotTaken(
  code: string | undefined,
  most: string | undefined,
): Promise<string | null> {
  if (code === undefined || !fileRefusals.has(code)) return null;
  const bytes = most === String(WORKBOOK_BYTES >> 20) ? WORKBOOK_BYTES : CSV_BYTES;
  const told = code === "upload_too_large" ? "file_too_large" : code;
  return (await rowWords())({ code: told, params: { megabytes: bytes >> 20 } });
}

const fileRefusals: ReadonlySet<string> = new Set([
  ...["required_file", "upload_too_large", "upload_cut", "rate_limited"],
  ...["file_too_large", "file_old_office", "file_protected", "import_no_table"],
]);

type Told = { code: string; params?: Record<string, string | number> | undefined };

/** What is wrong with a row, in the reader's words and the programme's. */
export async function rowWords(): Promise<(error: Told) => string> {
  const [locale, look] = await Promise.all([spokenLocale(), currentLook()]);
  return (error) => wordsOfRow(locale, error, look.locationIdName);
}

/** The same for a file that goes out: what is wrong at which column. */
export async function reasonWords(): Promise<
  (run: Pick<ImportRun, "kind">) => (column: string, told: Told) => string
> {
  const [locale, { locationIdName }] = await Promise.all([spokenLocale(), currentLook()]);
  return ({ kind }) =>
    (column, told) => {
      const why = wordsOfRow(locale, told, locationIdName);
      if (column === "") return why;
      const label = labelOf({ name: kind }, { key: column }, { locale, locationIdName });
      return translator(locale, "imports")("columnAndWhy", { column: label, why });
    };
}

function wordsOfRow(locale: Locale, { code, params }: Told, locationIdName: string): string {
  const known = isErrorCode(code) ? code : "unknown";
  return errorWords(locale, { field: null, code: known, params }, { locationIdName }).message;
}

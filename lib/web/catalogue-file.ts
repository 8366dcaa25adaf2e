import { readFile } from "node:fs/promises";
import { authorize } from "@/lib/access/authorize";
import { CATALOGUE_BYTES, receiveCatalogue } from "@/lib/engagements/exchange/receive-catalogue";
import type { Wrong } from "@/lib/engagements/exchange/json.rules";
import { letGo, receive } from "@/lib/files/receive";
import { isErrorCode } from "@/messages";
import { spokenLocale } from "./door";
import { errorWords } from "./form-words";
import { takeFile } from "./take-file";

const page = "/programme/catalogue/file";
/** Takes a catalogue that somebody sends as a file, and goes on to what it would change; or back, with what is wrong (P16). */
export function takeCatalogue(request: Request): Promise<Response> {
  return takeFile(request, {
    page,
    name: "catalogue",
    bytes: CATALOGUE_BYTES + 65_536,
    open: (ctx) => {
      authorize(ctx, "engagements.edit");
      return async ({ name, stream, signal }) => {
        const file = await receive(stream, { most: CATALOGUE_BYTES, signal });
        try {
          return `${page}/${await receiveCatalogue(ctx, { name, bytes: await readFile(file.path) })}`;
        } finally {
          await letGo(file);
        }
      };
    },
  });
}

const told = ["required_file", "upload_cut", "rate_limited", "file_too_large", "catalogue_no_text"];

/** What was wrong with the file that was sent, as the page's address says it; null for anything else. */
export async function whyNotSent(code: string | undefined): Promise<string | null> {
  const said = code === "upload_too_large" ? "file_too_large" : code;
  if (said === undefined || !told.includes(said) || !isErrorCode(said)) return null;
  const params = { megabytes: CATALOGUE_BYTES >> 20 };
  return errorWords(await spokenLocale(), { field: null, code: said, params }).message;
}

/** What is wrong at a place of a file, in the reader's words. */
export async function wrongWords(): Promise<(wrong: Wrong) => string> {
  const locale = await spokenLocale();
  return ({ code, params }) => errorWords(locale, { field: null, code, params }).message;
}

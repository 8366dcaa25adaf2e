import { DOCUMENT_BYTES } from "@/db/schema/proof";
import { authorize } from "@/lib/access/authorize";
import { addTemplate } from "@/lib/engagements/templates/add-template";
import { letGo, receive } from "@/lib/files/receive";
import { isErrorCode } from "@/messages";
import { spokenLocale } from "./door";
import { errorWords } from "./form-words";
import { takeFile } from "./take-file";

const PAGE = "/programme/templates";
/** Takes the file that somebody adds as a template, and goes back to the list; or with what is wrong (P14). */
export function takeTemplate(request: Request): Promise<Response> {
  return takeFile(request, {
    page: PAGE,
    name: "templates",
    bytes: 2 * DOCUMENT_BYTES,
    scripts: true,
    open: (ctx) => {
      authorize(ctx, "engagements.edit");
      return async ({ name, stream, signal }) => {
        const file = await receive(stream, { most: DOCUMENT_BYTES, signal });
        if (name !== "" || file.size > 0)
          return `${PAGE}?added=${encodeURIComponent(await addTemplate(ctx, { name, file }))}`;
        await letGo(file);
        return null;
      };
    },
  });
}

/** What was wrong with a file, as the page's address says it; null for anything else. */
export async function whyNotAdded(code: string | undefined): Promise<string | null> {
  if (code === undefined || !isErrorCode(code) || !/^(file|template|required_file|rate)/.test(code))
    return null;
  const params = { megabytes: DOCUMENT_BYTES >> 20, most: DOCUMENT_BYTES >> 20, extension: "" };
  return errorWords(await spokenLocale(), { field: null, code, params }).message;
}

import { Readable } from "node:stream";
import { getFiles } from "@/lib/files/files";
import { givePerson } from "@/lib/privacy/requests/give-person";
import { personFileName, personZip } from "@/lib/privacy/requests/person-zip";
import { isRowId, sendFreshFile } from "./fresh-file";

/** Sends everything that is held of a person, as a ZIP (O24). */
export function sendPersonFile(
  request: Request,
  { requestId }: { requestId: string },
): Promise<Response> {
  const page = `/programme/privacy/${encodeURIComponent(requestId)}`;
  return sendFreshFile(request, page, async (ctx) => {
    if (!isRowId(requestId)) return null;
    const held = await givePerson(ctx, { request: requestId });
    const zip = personZip(held, await getFiles(ctx));
    const text = Readable.toWeb(Readable.from(zip)) as ReadableStream<Uint8Array>;
    return { name: personFileName(requestId), text, type: "application/zip" };
  });
}

import { givePerson } from "@/lib/privacy/requests/give-person";
import { isRowId, sendFreshFile } from "./fresh-file";

/** Sends everything that is held of a person (O24). */
export function sendPersonFile(
  request: Request,
  { requestId }: { requestId: string },
): Promise<Response> {
  const page = `/programme/privacy/${encodeURIComponent(requestId)}`;
  return sendFreshFile(request, page, async (ctx) => {
    if (!isRowId(requestId)) return null;
    const file = await givePerson(ctx, { request: requestId });
    return { ...file, type: "application/json; charset=utf-8" };
  });
}

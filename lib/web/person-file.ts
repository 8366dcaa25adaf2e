import { givePerson } from "@/lib/privacy/requests/give-person";
import { contentDisposition } from "./content-disposition";
import {
  againPath,
  noAccessPath,
  refusalOf,
  seeOther,
  signedIn,
  signInPath,
  statusOf,
} from "./door";
import { assertSameOrigin } from "./origin";

/**
 * Sends everything that is held of a person as a download that is kept nowhere on the way (O24). Sends somebody who is not
 * signed in, lacks the role or has to prove who they are first (U13) to where they do so.
 */
export async function sendPersonFile(
  request: Request,
  { requestId }: { requestId: string },
): Promise<Response> {
  const page = `/programme/privacy/${encodeURIComponent(requestId)}`;
  try {
    assertSameOrigin(request.headers);
    const ctx = await signedIn();
    if (!ctx) return seeOther(signInPath(page));
    if (!/^[\da-f-]{36}$/i.test(requestId)) return new Response(null, { status: 404 });
    const { name, text } = await givePerson(ctx, { request: requestId });
    return new Response(text, {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": contentDisposition("attachment", name),
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "Cache-Control": "no-store, no-transform",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
      },
    });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code === "sign_in_again") return seeOther(againPath(page));
    const elsewhere = noAccessPath(refusal, page);
    if (elsewhere !== null) return seeOther(elsewhere);
    return new Response(null, { status: statusOf(refusal.code) });
  }
}

import { reading, type Locale, type Tx } from "@/lib/ctx";
import { readableIn } from "@/lib/readable";
import { refusalOf, signedIn, spokenLocale, statusOf } from "./door";

/**
 * What a view says, as JSON for a page of ours: session → actor, clock → now, one read-only transaction. What is
 * refused has the status of its refusal; whoever is not signed in gets 401. Domains are told as people write them (D23).
 */
export async function jsonAnswer<V>(
  view: (tx: Tx, locale: Locale) => Promise<V>,
): Promise<Response> {
  const [ctx, locale] = await Promise.all([signedIn(), spokenLocale()]);
  if (!ctx) return answer({ code: "signed_out" }, statusOf("signed_out"));
  try {
    return answer(
      readableIn(await reading(ctx, (tx) => view(tx, locale), { planOnce: true })),
      200,
    );
  } catch (error) {
    const { code } = refusalOf(error);
    return answer({ code }, statusOf(code));
  }
}

function answer(body: unknown, status: number): Response {
  return Response.json(body, {
    status,
    headers: {
      "Cache-Control": "no-store",
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      "X-Robots-Tag": "noindex",
    },
  });
}

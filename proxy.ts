import { NextResponse, type NextRequest } from "next/server";
import { cookieName } from "@/lib/web/cookie-name";
import { PLACES_COOKIE, placeAgain, withPlace } from "@/lib/web/places";

/**
 * Gives console pages a content security policy with a nonce, which Next puts on its own scripts, and
 * leads back to a list as it was seen last. That is all: it never decides who may see what, and
 * without it nobody sees more.
 */
export function proxy(request: NextRequest): NextResponse {
  const { nextUrl, cookies } = request;
  const secure = process.env.NEXTAUTH_URL?.startsWith("https:") ?? false;
  const kept = cookieName(PLACES_COOKIE, secure);
  const places = cookies.get(kept)?.value;
  const again = request.method === "GET" ? placeAgain(places, nextUrl) : null;
  if (again) {
    const url = nextUrl.clone();
    url.search = again.search;
    url.hash = again.hash;
    return NextResponse.redirect(url, 303);
  }
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = policyWith(nonce);
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({
    request: { headers },
    headers: { "content-security-policy": policy },
  });
  // Somebody else who signs in here begins anew.
  if (nextUrl.pathname === "/sign-in") response.cookies.delete({ name: kept, path: "/", secure });
  const next = request.method === "GET" ? withPlace(places, nextUrl) : null;
  if (next !== null && next !== places) {
    response.cookies.set({
      name: kept,
      value: next,
      httpOnly: true,
      sameSite: "lax",
      path: "/",
      secure,
    });
  }
  return response;
}

/**
 * Pages alone: what has a policy of its own (public pages, mail, files), or runs nothing, goes without.
 * Uploads must: a body that passes here is cut at 10 MB without a word.
 */
export const config = {
  matcher: [
    {
      source:
        "/((?!api/|brand/|check$|privacy$|help/customer$|consent/|digest/|invitation/|reminders-off/|survey/|_next/|preferences$|livez$|readyz$|startupz$|mailbox/[^/]+/|claims/[^/]+/documents|programme/imports/new/[^/]+/file$|programme/catalogue/file/upload$|programme/templates/file$|programme/payments/[^/]+/files/|programme/privacy/[^/]+/file$|runs/new/file$|.*[.][a-z0-9]+$).*)",
      missing: [
        { type: "header", key: "rsc" },
        { type: "header", key: "next-router-prefetch" },
      ],
    },
  ],
};

function policyWith(nonce: string): string {
  const evaluate = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluate}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

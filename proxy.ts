import { NextResponse, type NextRequest } from "next/server";

/**
 * Gives console pages a content security policy with a nonce, which Next puts on its own scripts.
 * That is all: it never decides who may see what, and without it nobody sees more.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = policyWith(nonce);
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  return NextResponse.next({
    request: { headers },
    headers: { "content-security-policy": policy },
  });
}

/**
 * Pages alone: what has a policy of its own (public pages, mail, files), or runs nothing, goes without.
 * Uploads must: a body that passes here is cut at 10 MB without a word.
 */
export const config = {
  matcher: [
    {
      source:
        "/((?!api/|check$|consent/|reminders-off/|survey/|_next/|preferences$|livez$|readyz$|mailbox/[^/]+/|claims/[^/]+/documents|.*[.][a-z0-9]+$).*)",
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

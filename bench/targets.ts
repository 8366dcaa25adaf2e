import { writeCursor } from "@/lib/lists/cursor";
import { encodeSession } from "@/lib/web/session-token";
import { countWords } from "@/messages/format/numbers";
import type { Asking } from "./client";
import type { SignedIn, World } from "./seed";

const LAST_ID = "ffffffff-ffff-4fff-bfff-ffffffffffff";

export type Target = { name: string; asking: (n: number) => Asking; floor?: boolean };
export type Ports = { app: number; floor: number };

/** All that is measured: for each size of partner its pages and the floor; once what has no size. */
export function targetsOf(world: World, ports: Ports): Target[] {
  return [
    { name: "bare page", asking: () => ({ port: ports.app, path: "/bare" }) },
    ...world.partners.flatMap((partner) => pagesOf(world.slug, partner, ports)),
    {
      name: "consent page",
      asking: (n) => ({
        port: ports.app,
        path: `/consent/${world.tokens[n % world.tokens.length] ?? ""}`,
      }),
    },
  ];
}

/** Asks for a page as somebody who is signed in. */
export function signedIn(port: number, who: SignedIn, path: string): Asking {
  return { port, path, headers: { cookie: cookieOf(who), "accept-language": "en" } };
}

function pagesOf(slug: string, partner: World["partners"][number], ports: Ports): Target[] {
  const label = countWords("en", partner.size);
  const middle = String(Math.floor(partner.size / 2)).padStart(7, "0");
  const deep = writeCursor("customers name", `Noord Foods ${middle}`, LAST_ID);
  const page = (name: string, path: string): Target => ({
    name: `${name}, ${label}`,
    asking: () => signedIn(ports.app, partner, path),
  });
  // At most 100,000 are known.
  const known = (name: string, path: string): Target => ({
    name: `${name}, ${label}`,
    asking: () => signedIn(ports.app, partner.knowing, path),
  });
  const customers = `/engagements/${slug}/customers`;
  return [
    page("eligible", `${customers}?tab=eligible`),
    page("eligible by name", `${customers}?tab=eligible&sort=name`),
    page("eligible, deep", `${customers}?tab=eligible&sort=name&after=${deep}`),
    page("ineligible", `${customers}?tab=ineligible`),
    page("complete", `${customers}?tab=complete`),
    page("search", `${customers}?tab=eligible&q=foods%20${middle.slice(0, 6)}`),
    page("overview", "/engagements"),
    page("customer", `/customers/${partner.tenantId}`),
    known("opportunities", "/opportunities"),
    known("opportunities, nearly", "/opportunities?chance=near"),
    page("insight", "/insight"),
    page("found while typing", `/search/hits.json?q=foods%20${middle.slice(0, 6)}`),
    {
      name: `floor, ${label}`,
      floor: true,
      asking: () => ({ port: ports.floor, path: floorPath(partner) }),
    },
  ];
}

/** The same rows of the floor. */
export function floorPath({ partnerId, engagementId }: World["partners"][number]): string {
  return `/?partner=${partnerId}&engagement=${engagementId}`;
}

export function cookieOf({ sessionId, secret }: SignedIn): string {
  const expiresAt = new Date("2099-01-01T00:00:00Z");
  return `session=${encodeSession({ sessionId, secret, userId: sessionId, expiresAt })}`;
}

import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { reading, type Tx } from "@/lib/ctx";
import { readableIn } from "@/lib/readable";
import { ownCookie } from "./auth";
import { lastOf, PLACES_COOKIE } from "./places";
import { readDatabase } from "./read-database";
import { againPath, noAccessPath, refusalOf, signedIn, signInPath } from "./door";

export type Search = Record<string, string | string[] | undefined>;

/** What Next hands to a page: the parts of its path, and its search parameters. */
export type PageProps<P = unknown> = {
  params: Promise<P>;
  searchParams: Promise<Search>;
};

/**
 * Shows a page's view: session → actor, clock → now, one read-only transaction.
 * Sends somebody who is not signed in to the sign-in page and back, somebody without the role to
 * `/no-access`, somebody who proves first who they are (U13) to do so; what does not exist for this actor is "not found".
 * Domains are told as people write them.
 * @param at the page's own address, to come back to after signing in
 * @param planOnce see `reading`
 * @param mayLag what it shows may be seconds old (O12), but what the reader did themselves; no decision rests on it
 */
export async function show<I, V>(
  view: (tx: Tx, input: I) => Promise<V>,
  input: I,
  { at, planOnce = false, mayLag = false }: { at: string; planOnce?: boolean; mayLag?: boolean },
): Promise<V> {
  const found = await signedIn();
  if (!found) redirect(signInPath(at));
  const ctx = mayLag ? { ...found, db: readDatabase() } : found;
  try {
    return readableIn(await reading(ctx, (tx) => view(tx, input), { planOnce }));
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code === "sign_in_again") redirect(againPath(at));
    const elsewhere = noAccessPath(refusal, at);
    if (elsewhere !== null) redirect(elsewhere);
    if (refusal.code === "unavailable") throw error;
    notFound();
  }
}

/** A page's own address, from its path and the search parameters that Next hands to it. */
export function addressOf(
  path: string,
  search: Record<string, string | string[] | undefined>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of [value].flat()) if (one !== undefined) query.append(name, one);
  }
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}

/** A search parameter that stands once in an address; undefined when it is absent or repeated. */
export function one(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/**
 * Which screen of a wizard an address asks for: the first stands at the wizard's own address, each other
 * at its name behind it; anything else is "not found".
 * @param path what Next hands to a page at `[[...step]]`
 */
export function stepIn<S extends string>(
  steps: readonly [S, ...S[]],
  path: readonly string[] | undefined,
): S {
  const [first, ...others] = steps;
  if (path === undefined) return first;
  const step = others.find((one) => one === path[0]);
  return step !== undefined && path.length === 1 ? step : notFound();
}

/** Which of these lists, by name and address, the reader looked at last; the first when none. */
export async function lastList<L extends string>(lists: Record<L, string>): Promise<L> {
  return lastOf((await cookies()).get(ownCookie(PLACES_COOKIE))?.value, lists);
}

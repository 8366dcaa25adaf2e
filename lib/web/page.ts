import { notFound, redirect } from "next/navigation";
import { reading, type Tx } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { readClock } from "@/lib/time/clock";
import { getDatabase } from "./database";
import { currentActor } from "./session";

export type Search = Record<string, string | string[] | undefined>;

/** What Next hands to a page: the parts of its path, and its search parameters. */
export type PageProps<P = unknown> = {
  params: Promise<P>;
  searchParams: Promise<Search>;
};

/**
 * Shows a page's view: session → actor, clock → now, one read-only transaction.
 * Sends somebody who is not signed in to the sign-in page and back, somebody without the role to
 * `/no-access`; what does not exist for this actor is "not found".
 * @param at the page's own address, to come back to after signing in
 * @param planOnce see `reading`
 */
export async function show<I, V>(
  view: (tx: Tx, input: I) => Promise<V>,
  input: I,
  { at, planOnce = false }: { at: string; planOnce?: boolean },
): Promise<V> {
  const actor = await currentActor();
  if (!actor) redirect(`/sign-in?callbackUrl=${encodeURIComponent(at)}`);
  try {
    const ctx = { actor, now: readClock(), db: getDatabase() };
    return await reading(ctx, (tx) => view(tx, input), { planOnce });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "no_role" || error.code === "forbidden")
      redirect(`/no-access?from=${encodeURIComponent(at)}`);
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

import { getTimeZone } from "next-intl/server";
import { refresh } from "next/cache";
import { cookies, headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Ctx, Operator, PartnerUser, System } from "@/lib/ctx";
import { companyOf } from "@/lib/views/shell";
import type { Locale } from "@/messages";
import { ownCookie } from "./auth";
import { againPath, noAccessPath, refusalOf, signedIn, signInPath, spokenLocale } from "./door";
import { FORM_COMPANY, formOf, typed, type FormAction, type FormState } from "./form-state";
import { errorWords } from "./form-words";
import { reached } from "./front/answer";
import { forgetKept, keep } from "./kept";
import { assertSameOrigin } from "./origin";
import { issuesOf } from "./parse";
import { currentLook } from "./programme";
import { pathAgain, PLACES_COOKIE } from "./places";

type Options<S extends z.ZodType> = {
  /** What may come in; its messages are codes of errors.json. */
  schema: S;
  /** The address of the page that the form stands on, to come back to after signing in. */
  at: (values: FormState["values"]) => string;
  /** Calls one verb; gives the address to go to, or what a button that only asks is answered. */
  run: (ctx: Ctx, input: z.output<S>) => Promise<string | Answer>;
  /** Fields that are never given back to the form, nor kept while somebody signs in (P28). */
  secret?: readonly string[];
  /** Who acts; whoever is signed in unless said. */
  who?: () => Promise<Ctx<PartnerUser | Operator | System> | null>;
  /** A refusal that only wants to be confirmed: the page that asks, with what was typed kept for `at`. */
  asks?: { code: string; at: (values: FormState["values"]) => string };
};

/** The words of an answer, in the language of who asked. */
type Answer = (locale: Locale) => string;

/** Somebody else was first, or only some of it was done: what stands now is told. */
const changedMeanwhile: ReadonlySet<string> = new Set([
  "claim_changed",
  "changed_meanwhile",
  "payments_left",
  "results_left",
  "held_changed",
]);

/**
 * Makes a server action of a verb: session → actor, clock → now, form → input. On success it goes
 * to the next address (303); a refusal comes back as form state with everything typed. Without a
 * session what was typed is kept while somebody signs in; what another site sent is refused.
 */
export function formAction<S extends z.ZodType>({
  schema,
  at,
  run,
  secret = [],
  who = signedIn,
  asks,
}: Options<S>): FormAction {
  return async (_state, sent) => {
    reached();
    const data = formOf(sent);
    const all = typed(data);
    const values = without(all, secret);
    const [locale, { locationIdName }, timeZone] = await Promise.all([
      spokenLocale(),
      currentLook(),
      getTimeZone(),
    ]);
    const look = { locationIdName, timeZone };
    let next: string;
    try {
      assertSameOrigin(await headers());
      const ctx = await who();
      if (!ctx) return await signInFirst(at(values), values);
      const company = data.get(FORM_COMPANY);
      const { actor } = ctx;
      if (typeof company === "string" && actor.kind !== "system" && company !== companyOf(actor))
        return await switchedMeanwhile(at(values), company, values);
      const parsed = schema.safeParse(all);
      if (!parsed.success) return { values, errors: issuesOf(parsed.error, locale, look) };
      const done = await run(ctx, parsed.data);
      if (typeof done === "function") return { values, errors: [], answer: done(locale) };
      next = done;
    } catch (error) {
      unstable_rethrow(error);
      const refusal = refusalOf(error);
      const elsewhere = noAccessPath(refusal, at(values));
      if (elsewhere !== null) redirect(elsewhere);
      if (asks?.code === refusal.code) {
        await keep(at(values), values);
        redirect(asks.at(values));
      }
      if (refusal.code === "sign_in_again") {
        await keep(at(values), values);
        redirect(againPath(at(values)));
      }
      // The page shows how it stands now, so that the same form can be sent again.
      if (changedMeanwhile.has(refusal.code)) refresh();
      const errors = refusal.errors.map(({ field, ...rest }) =>
        errorWords(locale, { field: field === "" ? null : field, ...rest }, look),
      );
      return { values, errors };
    }
    await forgetKept();
    // The page that it leads to may be the one that is open, which shows what it did too.
    refresh();
    redirect(pathAgain((await cookies()).get(ownCookie(PLACES_COOKIE))?.value, next));
  };
}

function without(values: FormState["values"], fields: readonly string[]): FormState["values"] {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !fields.includes(name)));
}

/** U3: the form was filled in for another company than the person works for by now: asked before it is sent. */
async function switchedMeanwhile(
  path: string,
  company: string,
  values: FormState["values"],
): Promise<never> {
  await keep(path, values);
  redirect(`/switched?company=${encodeURIComponent(company)}&from=${encodeURIComponent(path)}`);
}

/** D4: what was typed is kept for the form's page, to be shown there again (`readKept`). */
async function signInFirst(path: string, values: FormState["values"]): Promise<never> {
  await keep(path, values);
  redirect(signInPath(path));
}

import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import type { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { readClock } from "@/lib/time/clock";
import { isLocale, locales } from "@/messages";
import { getDatabase } from "./database";
import { typed, type FormAction, type FormState } from "./form-state";
import { errorWords } from "./form-words";
import { forgetKept, keep } from "./kept";
import { assertSameOrigin } from "./origin";
import { issuesOf } from "./parse";
import { currentActor } from "./session";

type Options<S extends z.ZodType> = {
  /** What may come in; its messages are codes of errors.json. */
  schema: S;
  /** The address of the page that the form stands on, to come back to after signing in. */
  at: (values: FormState["values"]) => string;
  /** Calls one verb; gives the address to go to. */
  run: (ctx: Ctx, input: z.output<S>) => Promise<string>;
};

/**
 * Makes a server action of a verb: session → actor, clock → now, form → input. On success it goes
 * to the next address (303); a refusal comes back as form state with everything typed. Without a
 * session what was typed is kept while somebody signs in; what another site sent is refused.
 */
export function formAction<S extends z.ZodType>({ schema, at, run }: Options<S>): FormAction {
  return async (_state, data) => {
    const values = typed(data);
    const locale = await currentLocale();
    let next: string;
    try {
      assertSameOrigin(await headers());
      const actor = await currentActor();
      if (!actor) return await signInFirst(at(values), values);
      const parsed = schema.safeParse(values);
      if (!parsed.success) return { values, errors: issuesOf(parsed.error, locale) };
      next = await run({ actor, now: readClock(), db: getDatabase() }, parsed.data);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === "no_role" || error.code === "forbidden") {
        redirect(`/no-access?from=${encodeURIComponent(at(values))}`);
      }
      // The page shows how it stands now, so that the same form can be sent again.
      if (error.code === "claim_changed") refresh();
      const errors = error.errors.map(({ field, ...rest }) =>
        errorWords(locale, { field: field === "" ? null : field, ...rest }),
      );
      return { values, errors };
    }
    await forgetKept();
    redirect(next);
  };
}

/** D4: what was typed is kept for the form's page, to be shown there again (`readKept`). */
async function signInFirst(path: string, values: FormState["values"]): Promise<never> {
  await keep(path, values);
  redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
}

async function currentLocale() {
  const locale = await getLocale();
  return isLocale(locale) ? locale : locales[0];
}

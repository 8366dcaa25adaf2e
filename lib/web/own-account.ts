import { redirect } from "next/navigation";
import type { z } from "zod";
import { reading, type Ctx, type System, type Tx } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import type { Own } from "@/lib/people/factors/own-session";
import { formAction } from "./action";
import { contextOf, signedIn, signInPath } from "./door";
import type { FormAction, FormState } from "./form-state";

/** The context in which the product keeps somebody's own account: nobody else's role reaches it. */
export function keeping() {
  return contextOf<System>({ kind: "system", name: "account" });
}

/** Shows a page of one's own account; sends who is not signed in to the sign-in page and back. */
export async function showOwn<V>(
  view: (tx: Tx<System>, own: Own) => Promise<V>,
  { at }: { at: string },
): Promise<V> {
  const ctx = await signedIn();
  if (!ctx) redirect(signInPath(at));
  const { userId, sessionId } = ctx.actor;
  return reading(keeping(), (tx) => view(tx, { userId, sessionId }));
}

type Options<S extends z.ZodType> = {
  schema: S;
  at: (values: FormState["values"]) => string;
  run: (ctx: Ctx, own: Own, input: z.output<S>) => Promise<string>;
};

/** A form on one's own account; see `formAction`. */
export function ownAction<S extends z.ZodType>({ run, ...rest }: Options<S>): FormAction {
  return formAction({
    ...rest,
    run: ({ actor }, input) => {
      if (actor.kind !== "partner" && actor.kind !== "operator") throw new Refusal("forbidden");
      return run(keeping(), { userId: actor.userId, sessionId: actor.sessionId }, input);
    },
  });
}

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { z } from "zod";
import { reading, type Ctx, type System } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { isFresh } from "@/lib/access/fresh";
import { beginPasskey } from "@/lib/people/factors/begin-passkey";
import { hasProvenWith, maySetUp, type Own } from "@/lib/people/factors/own-session";
import { proving, settingUp } from "@/lib/views/account/factors";
import { formAction } from "./action";
import { readDevice } from "./device";
import { againPath, contextOf, refusalOf, signInPath, statusOf } from "./door";
import type { FormAction } from "./form-state";
import { assertSameOrigin } from "./origin";
import { hasKept } from "./kept";
import { keeping } from "./own-account";
import { ownPath } from "./own-path";
import { limitFrom } from "./limit-from";
import { limit } from "./rate-limit";
import { noteFailedSignIn } from "./refused";
import { currentActor, currentDebtor } from "./session";

/** The page on which one more is set up, which whoever owed the first has just done, and where that is told. */
const SETTING_UP = "/settings/security/set-up";
export const SET_UP = "/settings/security?done=factor_added";

/**
 * U13: what the page "confirm that it is you" shows: who owes a second factor proves it, or sets one up; who proved
 * it too long ago does so again: where they have none, with a provider, which asks anew, or with a mailed link (U12:
 * unless their company binds them to its provider). Anybody else goes on, or signs in.
 */
export async function factorPage(callbackUrl: string | null) {
  const goingOn = callbackUrl ?? "/";
  const [debtor, actor] = [await currentDebtor(), await currentActor()];
  const who = debtor ?? actor;
  if (!who) redirect(signInPath(goingOn));
  const ctx = keeping();
  const kept = await hasKept();
  // A company that wants one may be entered long after the sign-in: then they prove first who they are.
  if (debtor?.factor === "setup" && (await reading(ctx, (tx) => maySetUp(tx, debtor))))
    return {
      kind: "setUp",
      goingOn: goingOn === SETTING_UP ? SET_UP : goingOn,
      ...(await reading(ctx, (tx) => settingUp(tx, debtor))),
    } as const;
  if (actor && isFresh(contextOf(actor))) redirect(goingOn);
  const { providers, ...ways } = await reading(ctx, (tx) => proving(tx, who));
  if (ways.codes || ways.passkeys) return { kind: "prove", goingOn, kept, ...ways } as const;
  const { bound, unlinked } = ways;
  return { kind: "anew", goingOn, kept, email: who.email, providers, bound, unlinked } as const;
}

/** A form about a second factor, also of somebody who still owes one. */
export function factorAction<S extends z.ZodType>(
  schema: S,
  run: (ctx: Ctx<System>, own: Own, input: z.output<S>) => Promise<void>,
  next: (input: z.output<S>) => string,
): FormAction {
  return formAction({
    schema,
    at: ({ callbackUrl }) => againPath(String(callbackUrl ?? "/")),
    who: async () => ((await owner()) ? keeping() : null),
    run: async (_ctx, input) => {
      const own = await owner();
      if (!own) throw new Refusal("signed_out");
      try {
        await run(keeping(), own, input);
      } catch (error) {
        noteFailedSignIn("factor", { id: own.userId });
        throw error;
      }
      return next(input);
    },
  });
}

/**
 * U15: counts a try to prove who one is: by session and by network, and six digits by person too, for those can be
 * guessed: with a browser that has proved it before by itself. Passkeys and recovery codes cannot, so that nobody's
 * tries keep their holder out.
 */
export async function countTry({ sessionId, userId }: Own, code?: string): Promise<void> {
  await limit(`factor-session:${sessionId}`, { points: 20, seconds: 900 });
  await limitFrom("factor-from", await headers(), { points: 100, seconds: 900 });
  if (code === undefined || !/^[\d\s]*$/.test(code)) return;
  const device = await readDevice();
  const own = device && (await reading(keeping(), (tx) => hasProvenWith(tx, userId, device)));
  const by = own ? ` ${device.toString("base64url")}` : "";
  await limit(`factor-code:${userId}${by}`, { points: 30, seconds: 900 });
}

/** What a script of the page asks for, to make or use a passkey with. */
export async function passkeyOptions(request: Request): Promise<Response> {
  try {
    assertSameOrigin(request.headers);
    const own = await owner();
    if (!own) throw new Refusal("signed_out");
    await countTry(own);
    const kind = new URL(request.url).searchParams.get("kind") === "add" ? "add" : "prove";
    const options = await beginPasskey(keeping(), own, kind);
    return Response.json(options, { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return new Response(null, { status: statusOf(refusalOf(error).code) });
  }
}

/** Where a form of these goes on to: a page of ours. */
export function goingOn({ callbackUrl }: { callbackUrl: string }): string {
  return ownPath(callbackUrl) ?? "/";
}

async function owner(): Promise<Own | null> {
  const debtor = await currentDebtor();
  const who = debtor ?? (await currentActor());
  const owes = debtor?.factor === "setup";
  return who && { userId: who.userId, sessionId: who.sessionId, owes };
}

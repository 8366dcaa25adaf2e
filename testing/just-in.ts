import type { Actor, Ctx } from "@/lib/ctx";

/** The same act of somebody who proved just then who they are (U13). */
export function justIn<A extends Actor>(ctx: Ctx<A>): Ctx<A> {
  return { ...ctx, actor: { ...ctx.actor, signedInAt: ctx.now } };
}

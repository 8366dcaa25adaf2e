import type { Operator, PartnerUser } from "../ctx";
import { Refusal } from "../errors";

/** How long ago somebody may have proved who they are before a dangerous act (U13). */
export const FRESH_MINUTES = 15;

type Asked = { actor: PartnerUser | Operator; now: Date };

/** Whether somebody proved who they are just now. */
export function isFresh({ actor, now }: Asked): boolean {
  return isJustNow(actor.signedInAt, now);
}

/** Whether a proof of this instant counts still. */
export function isJustNow(provenAt: Date, now: Date): boolean {
  return now.getTime() - provenAt.getTime() <= FRESH_MINUTES * 60_000;
}

/** Before payee data, payment runs, publishing and roles of operators (U13). Refuses with `sign_in_again`. */
export function requireFresh(asked: Asked): void {
  if (!isFresh(asked)) throw new Refusal("sign_in_again");
}

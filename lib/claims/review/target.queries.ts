import { getConfig } from "../../config";
import type { Operator, Tx } from "../../ctx";
import { usualOf } from "../../installation";
import type { Target } from "../../time/workdays";

/** In how many working days the programme means to decide, by its settings and in its time zone (W12); null: no target. */
export async function reviewTarget(tx: Tx<Operator>): Promise<Target | null> {
  const { REVIEW_TARGET_DAYS: days, REVIEW_WORKDAYS: workdays } = getConfig();
  if (days === 0) return null;
  return { days, workdays, zone: (await usualOf(tx)).timeZone };
}

import { readClock } from "@/lib/time/clock";
import { makeContests, type Contest } from "@/testing/contest";
import type { Ground } from "./ground";

const DAY = 86_400_000;
const inAMonth = () => new Date(readClock().getTime() + 28 * DAY);

/** Customers who were asked two days ago, each by as many partners, and have four weeks. */
export function contestsOf(
  { ownerUrl, field }: Pick<Ground, "ownerUrl" | "field">,
  count: number,
  { due = inAMonth(), partners = 1 }: { due?: Date; partners?: 1 | 2 } = {},
): Promise<Contest[]> {
  return makeContests(ownerUrl, count, {
    ...field,
    partners: field.partners.slice(0, partners),
    start: new Date(readClock().getTime() - 2 * DAY),
    due,
  });
}

import type { ClaimStatus } from "../rules";
import { endedByClock, hasClock } from "./rules";

/**
 * A part of the claims: recorded in one of these statuses (null: any), whose clock runs, has run out
 * already, or does not matter. The parts of a filter do not overlap.
 */
export type ClockArm = {
  statuses: readonly ClaimStatus[] | null;
  clock: "running" | "ran" | "any";
};

/**
 * The parts that make up the claims that stand in these statuses now (null: in any), whatever is
 * recorded: what the clock has passed stands as expired before a job says so (W11).
 * @param options `due`: only those whose clock runs; `byDue`: in the order of their deadlines, in
 * which what ran out has a place of its own
 */
export function clockArms(
  statuses: readonly ClaimStatus[] | null,
  { due, byDue }: { due: boolean; byDue: boolean },
): ClockArm[] {
  if (statuses === null) {
    if (due) return [{ statuses: null, clock: "running" }];
    if (!byDue) return [{ statuses: null, clock: "any" }];
    return [
      { statuses: null, clock: "running" },
      { statuses: null, clock: "ran" },
    ];
  }
  const running = statuses.filter(hasClock);
  const still = statuses.filter((status) => !hasClock(status));
  const ran = statuses.flatMap((status) => endedByClock(status) ?? []);
  const arms: ClockArm[] = [{ statuses: running, clock: "running" }];
  if (!due) arms.push({ statuses: still, clock: "any" }, { statuses: ran, clock: "ran" });
  return arms.filter((arm) => arm.statuses === null || arm.statuses.length > 0);
}

import { authorize } from "../access/authorize";
import { reading, type Ctx, type System } from "../ctx";
import { remindClaim } from "./remind-claim";
import { listDueClaims } from "./remind.queries";
import type { ClaimReminder } from "./remind.rules";

const first = "00000000-0000-0000-0000-000000000000";

/**
 * Reminds partners 14, 7, 3 and 1 days before the end of the review and the dispute window (section
 * 7). Safe to run twice, late or in parallel: each deadline and step is reminded of once, and after
 * days of standstill once in all. What fails for one claim stops no other; it is thrown at the end.
 * @returns how many reminders were written
 */
export async function remindClaims(ctx: Ctx): Promise<number> {
  authorize(ctx, "schedule.run");
  const failures: unknown[] = [];
  let sent = 0;
  for (const kind of ["review", "dispute"] as const) {
    for await (const id of dueClaims(ctx, kind)) {
      try {
        if (await remindClaim(ctx, kind, id)) sent += 1;
      } catch (error) {
        failures.push(error);
      }
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${String(failures.length)} reminders failed`);
  return sent;
}

async function* dueClaims(ctx: Ctx<System>, kind: ClaimReminder): AsyncGenerator<string> {
  for (let after: string | undefined = first; after !== undefined;) {
    const from: string = after;
    const ids = await reading(ctx, (tx) => listDueClaims(tx, kind, from));
    yield* ids;
    after = ids.at(-1);
  }
}

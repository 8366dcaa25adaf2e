import { authorize } from "../access/authorize";
import { reading, type Ctx, type System } from "../ctx";
import { listDueReminders } from "./remind.queries";
import type { ReminderKind } from "./remind.rules";
import { remindRound } from "./remind-round";

const first = "00000000-0000-0000-0000-000000000000";

/**
 * D13: sends the reminders that are due now: to customers who have not answered, and to partners
 * about requests that were never sent and deliveries that run out. Safe to run twice, late or in
 * parallel: each round and step is reminded of once, and after days of standstill once in all.
 * What fails for one round stops no other; it is thrown at the end.
 * @returns how many reminders were written
 */
export async function remind(ctx: Ctx): Promise<number> {
  authorize(ctx, "schedule.run");
  const failures: unknown[] = [];
  let sent = 0;
  for (const kind of ["answer", "not_sent", "delivery"] as const) {
    for await (const id of dueRounds(ctx, kind)) {
      try {
        if (await remindRound(ctx, kind, id)) sent += 1;
      } catch (error) {
        failures.push(error);
      }
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} reminders failed`);
  return sent;
}

async function* dueRounds(ctx: Ctx<System>, kind: ReminderKind): AsyncGenerator<string> {
  for (let after: string | undefined = first; after !== undefined;) {
    const from: string = after;
    const ids = await reading(ctx, (tx) => listDueReminders(tx, kind, from));
    yield* ids;
    after = ids.at(-1);
  }
}

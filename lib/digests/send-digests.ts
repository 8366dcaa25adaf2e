import { authorize } from "../access/authorize";
import { getConfig } from "../config";
import { reading, type Ctx, type System } from "../ctx";
import { makeDigest } from "./make-digest";
import { listDueDigests, type DueDigest } from "./queries";

const first = "00000000-0000-0000-0000-000000000000";

/**
 * K7: mails everybody whose hour has come what runs out, waits and changed, once a day or week as they chose, and
 * nothing where there is nothing. Safe to run twice, late or in parallel; after a standstill the last period alone is made,
 * which tells of all that changed meanwhile. What fails for one person stops no other; it is thrown at the end.
 * @returns how many e-mails were written
 */
export async function sendDigests(ctx: Ctx): Promise<number> {
  authorize(ctx, "schedule.run");
  const { DIGEST_HOUR: hour } = getConfig();
  if (hour === null) return 0;
  const failures: unknown[] = [];
  let sent = 0;
  for await (const due of allDue(ctx, hour)) {
    try {
      if (await makeDigest(ctx, due)) sent += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${String(failures.length)} digests failed`);
  return sent;
}

async function* allDue(ctx: Ctx<System>, hour: number): AsyncGenerator<DueDigest> {
  for (let after: string | undefined = first; after !== undefined;) {
    const from: string = after;
    const some = await reading(ctx, (tx) => listDueDigests(tx, { hour, after: from }));
    yield* some;
    after = some.at(-1)?.userId;
  }
}

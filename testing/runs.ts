import { cancelRun } from "@/lib/payments/cancel-run";
import { makeFiles } from "@/lib/payments/files/make-files";
import { takeFile } from "@/lib/payments/files/take-file";
import { freezeRun } from "@/lib/payments/freeze-run";
import { openRun } from "@/lib/payments/open-run";
import { takeResults } from "@/lib/payments/results/take-results";
import type { Ctx, Operator } from "@/lib/ctx";
import type { fixture } from "./fixture";

type Fixture = ReturnType<typeof fixture>;

/** A run in the state that it has now, as a page shows it. */
export async function seen(f: Fixture, run: string): Promise<{ run: string; revision: number }> {
  const [row] = await f.sql<{ revision: number }>(
    "select revision from payment_runs where id = $1",
    [run],
  );
  return { run, revision: row?.revision ?? 0 };
}

/** A new run, frozen, with its files made. */
export async function frozen(f: Fixture, ctx: Ctx<Operator>): Promise<string> {
  const run = await openRun(ctx);
  await freezeRun(ctx, await seen(f, run));
  await makeFiles(f.system(ctx.now), { run });
  return run;
}

/** The same once somebody took each of its files: what they say. */
export async function exported(
  f: Fixture,
  ctx: Ctx<Operator>,
  run: string,
): Promise<Record<"pain" | "csv", string>> {
  const files = { pain: "", csv: "" };
  for (const { channel } of await f.sql<{ channel: "pain" | "csv" }>(
    "select channel from payment_files where run_id = $1",
    [run],
  ))
    files[channel] = (await takeFile(ctx, { run, channel })).text;
  return files;
}

/** Takes in a file of results as somebody sends it. */
export function takeFileOf(ctx: Ctx<Operator>, run: string, text: string | Buffer) {
  const file = new Uint8Array(typeof text === "string" ? Buffer.from(text) : text);
  return takeResults(ctx, { run, file });
}

/** Nothing is open any more: a run that is goes. */
export async function cancelOpen(f: Fixture, ctx: Ctx<Operator>): Promise<void> {
  const [open] = await f.sql<{ id: string }>(
    "select id from payment_runs where exported_at is null and cancelled_at is null",
  );
  if (open) await cancelRun(ctx, await seen(f, open.id));
}

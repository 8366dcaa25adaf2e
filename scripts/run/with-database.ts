import path from "node:path";
import { openDatabase } from "@/db/client";
import { startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import type { Ctx, System } from "@/lib/ctx";
import { stopSender } from "@/lib/queue/sender";
import { readClock } from "@/lib/time/clock";
import { dataFolder, say, settings } from "./settings";

/**
 * Runs a command on the product's database, beside a running product or alone, and ends the process
 * with the number that it gives; with 2 when it fails.
 * @param name what the command is called in the audit log
 */
export function withDatabase(name: string, work: (ctx: Ctx<System>) => Promise<number>): void {
  run(name, work).then(
    (code) => process.exit(code),
    (error: unknown) => {
      say(error instanceof Error ? error.message : String(error));
      process.exit(2);
    },
  );
}

async function run(name: string, work: (ctx: Ctx<System>) => Promise<number>): Promise<number> {
  const own = settings("dev");
  const dir = path.join(dataFolder(), "postgres");
  const embedded = own.ownerUrl || own.appUrl ? undefined : await startEmbedded({ dir });
  try {
    const appUrl = own.appUrl ?? (await migrate(embedded?.url ?? own.ownerUrl ?? "", own.secret));
    Object.assign(process.env, {
      APP_DATABASE_URL: appUrl,
      APP_SECRET: own.secret,
      APP_URL: own.url ?? "http://localhost",
    });
    const db = openDatabase(appUrl, { max: 1, timeoutMs: 3_600_000 });
    try {
      return await work({ actor: { kind: "system", name }, now: readClock(), db });
    } finally {
      await stopSender();
      await db.close();
    }
  } finally {
    await embedded?.stop();
  }
}

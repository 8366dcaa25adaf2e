import { openDatabase } from "@/db/client";
import { startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { verifyAudit } from "@/lib/audit/verify";
import { reading, type Ctx, type System } from "@/lib/ctx";
import { readClock } from "@/lib/time/clock";
import { say, settings } from "./run/settings";

/** Verifies the whole audit log: `npm run audit:verify`. Ends with 1 when a row does not fit. */
async function main(): Promise<number> {
  const own = settings("dev");
  const embedded = own.ownerUrl || own.appUrl ? undefined : await startEmbedded();
  const ownerUrl = embedded?.url ?? own.ownerUrl ?? "";
  try {
    const appUrl = own.appUrl ?? (await migrate(ownerUrl, own.secret));
    Object.assign(process.env, {
      APP_DATABASE_URL: appUrl,
      APP_SECRET: own.secret,
      APP_URL: own.url ?? "http://localhost",
    });
    return await verify(appUrl);
  } finally {
    await embedded?.stop();
  }
}

async function verify(appUrl: string): Promise<number> {
  const db = openDatabase(appUrl, { max: 1, timeoutMs: 3_600_000 });
  try {
    const actor: System = { kind: "system", name: "audit-verify" };
    const ctx: Ctx<System> = { actor, now: readClock(), db };
    const state = await reading(ctx, (tx) => verifyAudit(tx, { atMost: Infinity }));
    const faults = state.faults ?? [];
    say(`${state.links} rows in ${state.chains} chains, ${faults.length || "no"} faults`);
    for (const { chain, seq, fault } of faults) say(`  ${chain} row ${seq}: ${fault}`);
    return faults.length === 0 ? 0 : 1;
  } finally {
    await db.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);

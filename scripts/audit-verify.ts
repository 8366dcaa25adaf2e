import { verifyAudit } from "@/lib/audit/verify";
import { reading } from "@/lib/ctx";
import { say } from "./run/settings";
import { withDatabase } from "./run/with-database";

/** Verifies the whole audit log: `npm run audit:verify`. Ends with 1 when a row does not fit. */
withDatabase("audit-verify", async (ctx) => {
  const state = await reading(ctx, (tx) => verifyAudit(tx, { atMost: Infinity }));
  const faults = state.faults ?? [];
  say(`${state.links} rows in ${state.chains} chains, ${faults.length || "no"} faults`);
  for (const { chain, seq, fault } of faults) say(`  ${chain} row ${seq}: ${fault}`);
  return faults.length === 0 ? 0 : 1;
});

import { refreshAllEligibility } from "@/lib/eligibility/refresh-all";
import { mendProjections } from "@/lib/lists/projections/mend";
import { listStaleRows } from "@/lib/lists/projections/queries";
import { reading } from "@/lib/ctx";
import { say } from "./run/settings";
import { withDatabase } from "./run/with-database";

/**
 * Compares what the lists show with the facts: `npm run projections:check`. Reads only, and ends with 1
 * when something does not fit; with `-- --mend` makes it anew.
 */
withDatabase("projections-check", async (ctx) => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((word) => word !== "--mend");
  if (unknown !== undefined)
    throw new Error(`${unknown} is not understood. Usage: npm run projections:check [-- --mend]`);
  const stale = await reading(ctx, (tx) => listStaleRows(tx));
  for (const { projection, key, fields } of stale) {
    say(
      `  ${projection} ${Object.entries(key)
        .map(([name, value]) => `${name}=${value}`)
        .join(" ")}: ${fields.join(", ")}`,
    );
  }
  const { tenants, changed } = await refreshAllEligibility(ctx, { dry: true });
  say(`Lists and counts: ${count(stale.length, "row")} not as the facts say.`);
  say(
    `Eligibility of ${count(tenants, "tenant")}: ${count(changed, "result")} not as the criteria say.`,
  );
  if (stale.length + changed === 0) return 0;
  if (!asked.includes("--mend")) {
    say("Nothing was changed. To mend it: npm run projections:check -- --mend");
    return 1;
  }
  const { changed: results } = await refreshAllEligibility(ctx);
  say(`Mended: ${count(results, "result")}, ${count(await mendProjections(ctx), "row")}.`);
  const left = await reading(ctx, (tx) => listStaleRows(tx));
  if (left.length > 0)
    say(`${count(left.length, "row")} changed meanwhile or could not be mended.`);
  return left.length === 0 ? 0 : 1;
});

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;

import { eq } from "drizzle-orm";
import { Client } from "pg";
import type { Scope } from "@/db/client";
import { workshopClaims } from "@/db/schema";
import { claimStatuses, mayMove, type Mover } from "@/lib/claims/rules";
import { databaseError } from "@/lib/errors";
import { consented } from "@/testing/claims";
import { fixture } from "@/testing/fixture";

const f = fixture({ tampers: true });

test("no claim moves as the table does not say, whoever tries (section 6)", async () => {
  const operator = await f.operator();
  const it = await consented(f);
  const scopes: Record<Exclude<Mover, "bank">, Scope> = {
    partner: f.scope(it.company.admin),
    customer: f.scope(it.visitor),
    operator: f.scope(operator),
    clock: { actor: "system" },
  };
  const wrong: string[] = [];
  const admin = new Client({ connectionString: f.urls().adminUrl });
  await admin.connect();
  // The other checks of a row are put aside, so that only the table of moves can refuse.
  const checks = await admin.query<{ name: string }>(
    "select conname as name from pg_constraint where conrelid = 'workshop_claims'::regclass and contype = 'c'",
  );
  for (const { name } of checks.rows)
    await admin.query(`alter table workshop_claims drop constraint ${name}`);
  for (const trigger of ["claim_ready", "claim_decided", "project_claim_line"])
    await admin.query(`alter table workshop_claims disable trigger ${trigger}`);
  await admin.query("alter table workshop_claims alter column due_at drop not null");
  await admin.query("set session_replication_role = replica");
  try {
    for (const from of claimStatuses) {
      for (const to of claimStatuses.filter((status) => status !== from)) {
        for (const mover of ["partner", "customer", "operator", "clock"] as const) {
          // As if it had been sent in: else the programme would not see it at all.
          await admin.query(
            "update workshop_claims set status = $2, submitted_at = created_at where id = $1",
            [it.claim.id, from],
          );
          const why = await move(scopes[mover], it.claim.id, to);
          const expected = mayMove({ from, to, mover }) ? undefined : "workshop_claims_moves";
          if (why !== expected) wrong.push(`${mover}: ${from} to ${to}: ${String(why)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  } finally {
    await admin.end();
  }
}, 120_000);

/** Moves a claim as the database lets it; gives the constraint that refused, if any. */
async function move(scope: Scope, id: string, status: (typeof claimStatuses)[number]) {
  try {
    const moved = await f.db.transaction(scope, (db) =>
      db
        .update(workshopClaims)
        .set({ status })
        .where(eq(workshopClaims.id, id))
        .returning({ id: workshopClaims.id }),
    );
    return moved.length === 1 ? undefined : "not seen";
  } catch (error) {
    return databaseError(error)?.constraint ?? String(error);
  }
}

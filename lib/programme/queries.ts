import { eq, getTableColumns, sql } from "drizzle-orm";
import { engagementRates, programme, users } from "@/db/schema";
import type { Tx } from "../ctx";
import { Refusal } from "../errors";
import { isWhole } from "../installation";

/** All but the bytes of the logo. */
const { logo: _, ...columns } = getTableColumns(programme);

export type Settings = Omit<typeof programme.$inferSelect, "logo"> & {
  /** The name of whoever changed them last; null: nobody yet. */
  changedByName: string | null;
};

/** P3: who runs the programme, as it stands. Undefined while nobody has set it up. */
export async function getSettings(tx: Tx): Promise<Settings | undefined> {
  const [row] = await tx.db
    .select({ settings: columns, changedByName: users.name })
    .from(programme)
    .leftJoin(users, eq(users.id, programme.changedBy));
  return row && { ...row.settings, changedByName: row.changedByName };
}

/** P13: whether there are rates, so that the programme's currency stays. */
export async function hasRates(tx: Tx): Promise<boolean> {
  const found = await tx.db.select({ band: engagementRates.band }).from(engagementRates).limit(1);
  return found.length > 0;
}

/** A step: whoever makes or changes the programme waits for whoever does it now. */
export async function lockProgramme(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('programme', 0))`);
}

/** D10, P3: nobody outside is written to before they can be told who asks. Refuses with `programme_not_ready`. */
export async function refuseUnlessReady(tx: Tx): Promise<void> {
  const settings = await getSettings(tx);
  if (!settings || !isWhole({ ...settings, privacyTexts: settings.privacyEn !== "" }))
    throw new Refusal("programme_not_ready");
}

import { desc, eq } from "drizzle-orm";
import { programmeAccounts, users } from "@/db/schema";
import type { Operator, Tx } from "../../ctx";

export type ProgrammeAccount = {
  version: number;
  name: string;
  bic: string;
  lastFour: string;
  givenAt: Date;
  givenByName: string;
};

/** From which account the programme pays now, of it its last four characters; undefined: nobody has said so. */
export async function findAccount(tx: Tx<Operator>): Promise<ProgrammeAccount | undefined> {
  const [found] = await tx.db
    .select({
      version: programmeAccounts.version,
      name: programmeAccounts.name,
      bic: programmeAccounts.bic,
      lastFour: programmeAccounts.lastFour,
      givenAt: programmeAccounts.givenAt,
      givenByName: users.name,
    })
    .from(programmeAccounts)
    .innerJoin(users, eq(users.id, programmeAccounts.givenBy))
    .orderBy(desc(programmeAccounts.version))
    .limit(1);
  return found;
}

import { and, eq, isNull, sql } from "drizzle-orm";
import { operatorGrants, operatorRoles, programme, users } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx, type System, type Tx } from "../ctx";
import { mailSignInLink, makeSignInLink } from "../people/sign-in-link";
import { lockProgramme } from "./queries";
import type { InitInput } from "./schema";

/** How long the link works by which the first operator signs in (P2). */
const HOURS = 24;

export type Initialised = {
  /** Whether the programme was made now. */
  made: boolean;
  /** The token of the operator's link; null: others can sign in, and nothing was changed. */
  token: string | null;
};

/**
 * P1, P2: makes the programme and its first operator, with every role. Once it stands, somebody is
 * added only where no administrator can sign in any more, or with `add`: it is the way back in.
 * @param options `mails`: whether the link goes out by e-mail too
 */
export async function initProgramme(
  ctx: Ctx,
  input: InitInput,
  { mails }: { mails: boolean },
): Promise<Initialised> {
  authorize(ctx, "programme.init");
  return transaction(ctx, async (tx) => {
    await lockProgramme(tx);
    const made = await makeProgramme(tx, input);
    if (!made && !input.add && (await hasAdministrator(tx))) return { made, token: null };
    const userId = await findOrMakePerson(tx, input);
    const given = await tx.db
      .insert(operatorGrants)
      .values(operatorRoles.map((role) => ({ userId, role, grantedAt: tx.now })))
      .onConflictDoNothing()
      .returning({ role: operatorGrants.role });
    const link = {
      email: input.operator,
      language: input.language,
      returnTo: "/programme",
      minutes: HOURS * 60,
    };
    const { token } = await (mails ? mailSignInLink : makeSignInLink)(tx, link);
    await record(tx, {
      event: "operator.let_in",
      subjectId: userId,
      data: { made, roles: given.map(({ role }) => role).sort() },
    });
    return { made, token };
  });
}

async function makeProgramme(
  tx: Tx<System>,
  { name, currency, language }: InitInput,
): Promise<boolean> {
  const made = await tx.db
    .insert(programme)
    .values({ name, currency, language, madeAt: tx.now, changedAt: tx.now })
    .onConflictDoNothing()
    .returning({ id: programme.id });
  return made.length > 0;
}

async function hasAdministrator(tx: Tx<System>): Promise<boolean> {
  const found = await tx.db
    .select({ id: users.id })
    .from(operatorGrants)
    .innerJoin(users, eq(users.id, operatorGrants.userId))
    .where(and(eq(operatorGrants.role, "administrator"), isNull(users.disabledAt)))
    .limit(1);
  return found.length > 0;
}

/** Whoever has the address; a disabled account is opened again, for this is the way back in. */
async function findOrMakePerson(
  tx: Tx<System>,
  { operator: email, personName, language }: InitInput,
): Promise<string> {
  const [known] = await tx.db
    .update(users)
    .set({ disabledAt: null })
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()))
    .returning({ id: users.id });
  if (known) return known.id;
  const name = personName || (email.split("@")[0] ?? email);
  const [made] = await tx.db
    .insert(users)
    .values({ name, email, locale: language, createdAt: tx.now })
    .returning({ id: users.id });
  if (!made) throw new Error("the operator was not written");
  return made.id;
}

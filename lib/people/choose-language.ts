import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { transaction, type Ctx, type Locale } from "../ctx";
import { Refusal } from "../errors";

/**
 * Keeps the language that somebody chose with their own account. Everybody who is signed in may,
 * with or without a role; it is no business act and leaves no audit row.
 * Throws `forbidden` to everybody else.
 */
export async function chooseLanguage(ctx: Ctx, locale: Locale): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "partner" && actor.kind !== "operator") throw new Refusal("forbidden");
  await transaction(ctx, ({ db }) =>
    db.update(users).set({ locale }).where(eq(users.id, actor.userId)),
  );
}

import { and, eq, isNull, ne, sql, type SQL } from "drizzle-orm";
import { savedViews } from "@/db/schema";
import { mayDo } from "../../access/policy";
import type { Actor, Ctx, Operator, PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";

/** Whoever works with the lists keeps views of them (K3). Throws `no_role`, `forbidden`. */
export function authorizeViews(ctx: Ctx): asserts ctx is Ctx<PartnerUser | Operator>;
export function authorizeViews(ctx: Tx): asserts ctx is Tx<PartnerUser | Operator>;
export function authorizeViews({ actor }: { actor: Actor }): void {
  if (actor.kind === "operator" && mayDo(actor, "programme.read")) return;
  if (actor.kind !== "partner") throw new Refusal("forbidden");
  if (actor.grants.length === 0) throw new Refusal("no_role");
}

/** Whether somebody keeps views for everybody: admins of the whole company; administrators of the programme. */
export function keepsForAll(actor: PartnerUser | Operator): boolean {
  return actor.kind === "operator"
    ? mayDo(actor, "settings.programme")
    : actor.grants.some(
        ({ role, locationId }) => role === "incentives_admin" && locationId === null,
      );
}

/** The views of a place: of one partner, or of the programme's lists. */
export function placed({ actor }: Tx<PartnerUser | Operator>): SQL {
  return actor.kind === "partner"
    ? eq(savedViews.partnerId, actor.partnerId)
    : isNull(savedViews.partnerId);
}

/**
 * A step: whose a view of this place is, for whoever may change it; null: everybody's.
 * Refuses with `not_found`, and `forbidden` for everybody's.
 */
export async function whoseView(
  tx: Tx<PartnerUser | Operator>,
  one: SQL | undefined,
): Promise<string | null> {
  const [stands] = await tx.db.select({ userId: savedViews.userId }).from(savedViews).where(one);
  if (!stands) throw new Refusal("not_found");
  if (stands.userId === null && !keepsForAll(tx.actor)) throw new Refusal("forbidden");
  return stands.userId;
}

type Kept = { path: string; userId: string | null; name: string; isDefault: boolean; id?: string };

/**
 * That a name is free, and that no other view is the list's default any more.
 * Refuses with `view_name_taken`.
 */
export async function makeRoom(
  tx: Tx<PartnerUser | Operator>,
  { path, userId, name, isDefault, id }: Kept,
): Promise<void> {
  const whose = userId === null ? isNull(savedViews.userId) : eq(savedViews.userId, userId);
  const others = and(
    placed(tx),
    whose,
    eq(savedViews.path, path),
    id ? ne(savedViews.id, id) : undefined,
  );
  const [taken] = await tx.db
    .select({ id: savedViews.id })
    .from(savedViews)
    .where(and(others, sql`lower(${savedViews.name}) = lower(${name})`));
  if (taken) throw new Refusal("view_name_taken", { field: "name" });
  if (isDefault)
    await tx.db
      .update(savedViews)
      .set({ isDefault: false, savedBy: tx.actor.userId })
      .where(and(others, savedViews.isDefault));
}

import { PROGRAMME, signInRules } from "@/db/schema";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { changedBy } from "../../changes";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { listPartnerDomains } from "../../partners/domains/queries";
import { authorizePeople, getHouse, lockHouse } from "../members/authority.queries";
import { ENTRA, isOpenTo, issuerOfTenant, listProviders } from "../providers";
import { getSignInRule, listAdmins } from "./queries";
import type { SignInRuleInput } from "./schema";

/**
 * U12, U13: an admin of the whole company, or a partner manager, says with which provider the addresses of its mail
 * domains sign in, whom a mailed link lets in all the same, and whether its people need a second factor. Who is signed
 * in stays so. Nobody is locked out: with a provider somebody is named.
 * Refuses with `sign_in_again`, `not_found`, `no_role` for an admin of single locations, `changed_meanwhile`, `required`
 * for a provider that is not set up, `entra_tenant` and `entra_tenant_closed` for Microsoft without a tenant that the programme lets in, `sign_in_no_domains`, `break_glass_needed`, and as `getHouse`.
 */
export async function changeSignInRule(
  ctx: Ctx,
  { at, provider, tenant, breakGlass, factor, revision }: SignInRuleInput,
): Promise<void> {
  authorizePeople(ctx, at);
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const house = await getHouse(tx, at);
    if (house.id === PROGRAMME) throw new Refusal("not_found");
    if (!house.everywhere) throw new Refusal("no_role");
    await lockHouse(tx, house.id);
    const stands = await getSignInRule(tx, house.id);
    if (stands.revision !== revision) throw changedBy(stands.changedByName ?? undefined);
    const wanted = {
      provider,
      issuer: provider === ENTRA && tenant !== null ? issuerOfTenant(tenant) : null,
      breakGlassId: provider === null ? null : breakGlass,
      needsFactor: factor === "yes",
    };
    if (provider !== null) await refuseLockOut(tx, house.id, { provider, tenant, breakGlass });
    const pick = ({ provider: way, issuer, needsFactor }: typeof wanted) => ({
      provider: way,
      ...(issuer === null ? {} : { issuer }),
      needsFactor,
    });
    const [before, after] = [pick(stands), pick(wanted)];
    const same =
      JSON.stringify(before) === JSON.stringify(after) &&
      stands.breakGlassId === wanted.breakGlassId;
    if (same) return;
    const set = {
      ...wanted,
      revision: revision + 1,
      changedAt: tx.now,
      changedBy: tx.actor.userId,
    };
    await tx.db
      .insert(signInRules)
      .values({ partnerId: house.id, ...set })
      .onConflictDoUpdate({ target: signInRules.partnerId, set });
    await record(tx, {
      event: "partner.sign_in_changed",
      subjectId: house.id,
      partnerId: house.id,
      data: { before, after, breakGlassId: wanted.breakGlassId },
    });
  });
}

async function refuseLockOut(
  tx: Parameters<typeof getSignInRule>[0],
  partnerId: string,
  {
    provider,
    tenant,
    breakGlass,
  }: { provider: string } & Pick<SignInRuleInput, "tenant" | "breakGlass">,
): Promise<void> {
  if (!listProviders().some(({ id }) => id === provider))
    throw new Refusal("required", { field: "provider" });
  if (provider === ENTRA) refuseTenant(tenant);
  if ((await listPartnerDomains(tx, partnerId)).length === 0)
    throw new Refusal("sign_in_no_domains", { field: "provider" });
  const admins = await listAdmins(tx, partnerId);
  if (!admins.some(({ id }) => id === breakGlass))
    throw new Refusal("break_glass_needed", { field: "breakGlass" });
}

/** Anybody makes a tenant of Microsoft: of it the company names its own. */
function refuseTenant(tenant: string | null): void {
  if (tenant === null) throw new Refusal("entra_tenant", { field: "tenant" });
  if (!isOpenTo(tenant)) throw new Refusal("entra_tenant_closed", { field: "tenant" });
}

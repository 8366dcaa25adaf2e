import { z } from "zod";
import { authorize } from "../access/authorize";
import type { Tx } from "../ctx";
import { Refusal } from "../errors";
import { listPartnerDomains } from "../partners/domains/queries";
import { getHouse } from "../people/members/authority.queries";
import { ENTRA, listProviders, tenantOfIssuer } from "../people/providers";
import { getSignInRule, listAdmins } from "../people/sign-in-rule/queries";
import { baseOf } from "./people-addresses";
import { readable } from "./readable";

/** U12, U13: the page on which a company says how its people sign in. Refuses as `changeSignInRule`. */
export async function signInRuleView(tx: Tx, { at }: { at?: string }) {
  if (at === undefined) authorize(tx, "people.manage");
  else authorize(tx, "partners.people");
  if (at !== undefined && !z.guid().safeParse(at).success) throw new Refusal("not_found");
  const house = await getHouse(tx, at);
  if (!house.everywhere) throw new Refusal("no_role");
  const { changedByName: _, issuer, ...rule } = await getSignInRule(tx, house.id);
  const providers = listProviders().map(({ id, label }) => ({ id, label }));
  const known = rule.provider === null || providers.some(({ id }) => id === rule.provider);
  const entra = providers.find(({ id }) => id === ENTRA);
  return {
    ...rule,
    at: at ?? "",
    base: baseOf(at),
    company: house.name ?? "",
    domains: readable(await listPartnerDomains(tx, house.id)),
    admins: await listAdmins(tx, house.id),
    providers,
    /** Of Entra: whose identities count; null where it is not set up. */
    tenant: entra ? { id: (issuer && tenantOfIssuer(issuer)) ?? "", provider: entra.label } : null,
    /** What the settings do not know any more: nobody but who is named comes in. */
    gone: known ? null : rule.provider,
  };
}

export type SignInRuleView = Awaited<ReturnType<typeof signInRuleView>>;

import type { System, Tx } from "../../ctx";
import { listIdentities } from "../../people/identity.queries";
import { listFactors } from "../../people/factors/queries";
import { listProviders } from "../../people/providers";

/** What somebody signs in and proves who they are with, for their own page. */
export async function security(tx: Tx<System>, { userId }: { userId: string }) {
  const providers = listProviders().map(({ id, label }) => ({ id, label }));
  const linked = await listIdentities(tx, userId);
  const ways = linked.map(({ provider, ...one }) => ({
    label: providers.find(({ id }) => id === provider)?.label ?? provider,
    ...one,
  }));
  return { providers, ways, factors: await listFactors(tx, userId) };
}

export type SecurityView = Awaited<ReturnType<typeof security>>;

import type { System, Tx } from "../../ctx";
import type { Own } from "../../people/factors/own-session";
import { listProviders } from "../../people/providers";
import { listSessions } from "../../people/sessions/queries";

/** U7: where somebody is signed in, for their own page; the session that asks first. */
export async function sessionsView(tx: Tx<System>, { userId, sessionId }: Own) {
  const providers = listProviders();
  const all = (await listSessions(tx, userId)).map(({ provider, ...one }) => ({
    ...one,
    provider: providers.find(({ id }) => id === provider)?.label ?? provider,
    here: one.id === sessionId,
  }));
  return { sessions: [...all.filter(({ here }) => here), ...all.filter(({ here }) => !here)] };
}

export type SessionsView = Awaited<ReturnType<typeof sessionsView>>;

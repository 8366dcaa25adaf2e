import { z } from "zod";
import { getConfig } from "@/lib/config";
import { log } from "@/lib/log";
import { oauthProviders } from "./identity-providers";

const metadata = z.object({ end_session_endpoint: z.url({ protocol: /^https?$/ }).optional() });

/**
 * U14: where somebody signs out at the provider too, and comes back from; null where it offers nothing of
 * the kind or cannot be reached: here they are signed out all the same.
 */
export async function signOutAddress(providerId: string): Promise<string | null> {
  const provider = oauthProviders().find(({ id, options }) => (options?.id ?? id) === providerId);
  const wellKnown = provider?.options?.wellKnown ?? provider?.wellKnown;
  const clientId = provider?.options?.clientId ?? provider?.clientId;
  if (wellKnown === undefined || clientId === undefined) return null;
  try {
    const response = await fetch(wellKnown, { signal: AbortSignal.timeout(5_000) });
    const { end_session_endpoint: endpoint } = metadata.parse(await response.json());
    if (endpoint === undefined) return null;
    const url = new URL(endpoint);
    url.searchParams.set("client_id", clientId);
    const back = `${getConfig().APP_URL}/sign-in`;
    url.searchParams.set("post_logout_redirect_uri", back);
    return url.toString();
  } catch (error) {
    log.warn({ err: error }, "a provider was not asked to sign out");
    return null;
  }
}

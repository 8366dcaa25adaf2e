import { getConfig } from "@/lib/config";
import { Refusal } from "@/lib/errors";

/**
 * Refuses what another site sent: the Origin of a POST must be the product's own address (APP_URL).
 * Browsers send it with every form, also without JavaScript. What proxies and clients say about
 * the host counts for nothing. Throws `wrong_origin`, also without an Origin or with "null".
 */
export function assertSameOrigin(headers: Pick<Headers, "get">): void {
  const origin = headers.get("origin");
  const own = new URL(getConfig().APP_URL).origin;
  if (origin === own && headers.get("sec-fetch-site") !== "cross-site") return;
  throw new Refusal("wrong_origin");
}

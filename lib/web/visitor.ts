import { authorize } from "@/lib/access/authorize";
import { getAskedRequest } from "@/lib/consent/queries";
import type { Ctx, Locale, Visitor } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { programmeOf } from "@/lib/installation";
import { askedView, type AskedView } from "@/lib/views/asked-request";
import { findVisitor, readBehindLink, type LinkKind } from "@/lib/visitors/find-visitor";
import { findRequest, type CheckedRequest } from "@/lib/visitors/find-request";
import { FORMS_OF_LINK, FORMS_OF_NETWORK, NUMBERS_OF_NETWORK } from "@/lib/visitors/rules";
import { numberInput } from "@/lib/visitors/schema";
import { networkOf } from "@/lib/network";
import { clientAddress, clientNetwork } from "./client-address";
import { getDatabase } from "./database";
import { contextOf, systemContext } from "./door";
import { limit } from "./rate-limit";

/** The context of the person behind a link; null for an unknown link. Nothing is written (D10). */
export async function visitorContext(
  headers: Pick<Headers, "get">,
  kind: LinkKind,
  token: string,
): Promise<Ctx<Visitor> | null> {
  const visitor = await findVisitor(getDatabase(), kind, token, fromOf(headers));
  return visitor && contextOf(visitor);
}

/** The request for consent behind a link, as its page shows it; null for an unknown link. Nothing is written (D10). */
export function visitedRequest(
  headers: Pick<Headers, "get">,
  { token, language }: { token: string; language: Locale | null },
): Promise<AskedView | null> {
  const link = { kind: "consent", token, from: fromOf(headers) } as const;
  return readBehindLink(systemContext("link"), link, getAskedRequest, (tx, asked) => {
    authorize(tx, "consent.view");
    return askedView(tx, asked, language);
  });
}

function fromOf(headers: Pick<Headers, "get">) {
  return {
    ipAddress: clientAddress(headers),
    userAgent: (headers.get("user-agent") ?? "").slice(0, 500),
  };
}

/**
 * Counts one form behind a link, for its network and for the link itself; counting fails closed.
 * Throws like `limit`.
 */
export async function limitForms(kind: LinkKind, { actor }: Ctx<Visitor>): Promise<void> {
  await limit(`${kind}:network:${networkOf(actor.ipAddress)}`, FORMS_OF_NETWORK);
  await limit(`${kind}:link:${actor.linkId}`, FORMS_OF_LINK);
}

/**
 * What the e-mails with this number said, for whoever typed it; counted for each network, and counting
 * fails closed. Throws `number_needed`, `number_unknown` and like `limit`.
 */
export async function checkNumber(
  headers: Pick<Headers, "get">,
  typed: string | undefined,
): Promise<CheckedRequest> {
  const number = numberInput.safeParse(typed ?? "");
  if (!number.success) throw new Refusal("number_needed", { field: "number" });
  await limit(`check:network:${clientNetwork(headers)}`, NUMBERS_OF_NETWORK);
  const found = await findRequest(getDatabase(), number.data);
  if (found) return found;
  const { email } = await programmeOf(getDatabase());
  throw new Refusal("number_unknown", { field: "number", params: { email } });
}

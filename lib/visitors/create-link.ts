import { consentLinks, surveyLinks } from "@/db/schema";
import type { Tx } from "../ctx";

/** What the link of an e-mail asks about. */
type Subject = { partnerId: string; id: string };

/**
 * D11: makes the link of one e-mail, to a request for consent or to a survey. It opens nothing until the
 * worker hands the e-mail over: only then its token is derived, from the id, and known by its hash. Every
 * link of a request or survey answers it.
 * @returns the link's id, for the variables of the mail
 */
export async function createLink(
  { db, now: createdAt }: Tx,
  kind: "consent" | "survey",
  { partnerId, id }: Subject,
): Promise<string> {
  const [link] =
    kind === "consent"
      ? await db
          .insert(consentLinks)
          .values({ partnerId, requestId: id, createdAt })
          .returning({ id: consentLinks.id })
      : await db
          .insert(surveyLinks)
          .values({ partnerId, surveyId: id, createdAt })
          .returning({ id: surveyLinks.id });
  if (!link) throw new Error("the link was not made");
  return link.id;
}

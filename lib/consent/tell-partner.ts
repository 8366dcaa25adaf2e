import { eq, or, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Locale, Tx, Visitor } from "../ctx";
import type { Variables } from "../mail/schema";
import { post } from "../mail/post";
import type { AskedRequest } from "./queries";

type Notice = "partner-answer" | "partner-withdrawn" | "report-notice";

/** D12: tells the partner's contact and the sender of the request, each once, in their language. */
export async function tellPartner<T extends Notice>(
  tx: Tx<Visitor>,
  { request, round }: AskedRequest,
  template: T,
  variables: Variables<T>,
): Promise<void> {
  const contactEmail = request.partnerContactEmail;
  const people = await tx.db
    .select({
      id: users.id,
      email: users.email,
      locale: users.locale,
      disabledAt: users.disabledAt,
    })
    .from(users)
    .where(
      or(eq(users.id, request.sentBy), eq(sql`lower(${users.email})`, contactEmail.toLowerCase())),
    );
  const sender = people.find((person) => person.id === request.sentBy);
  const contact = people.find((person) => same(person.email, contactEmail));

  const told: { to: string; language: Locale }[] = [
    { to: contactEmail, language: contact?.locale ?? sender?.locale ?? "en" },
  ];
  if (sender && sender.disabledAt === null && !same(sender.email, contactEmail)) {
    told.push({ to: sender.email, language: sender.locale ?? "en" });
  }
  for (const { to, language } of told) {
    await post(tx, { template, language, to, variables, partnerId: round.partnerId });
  }
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

import { eq, or, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Locale, Tx, Visitor } from "../ctx";
import type { Template, Variables } from "../mail/schema";
import { post } from "../mail/post";
import type { AskedRequest } from "./queries";

/** Whom a customer's act concerns at the partner. */
export type Concerned = {
  partnerId: string;
  /** Null: there is no contact beside the sender. */
  contactEmail: string | null;
  /** The user who sent the request or survey. */
  senderId: string;
};

/** Whom the answer to a request concerns: its contact and its sender. */
export function concernedBy({ request, round }: AskedRequest): Concerned {
  return {
    partnerId: round.partnerId,
    contactEmail: request.partnerContactEmail,
    senderId: request.sentBy,
  };
}

/** D12: tells the partner's contact and the sender, each once, in their language. */
export async function tellPartner<T extends Template>(
  tx: Tx<Visitor>,
  { partnerId, contactEmail, senderId }: Concerned,
  template: T,
  variables: Variables<T>,
): Promise<void> {
  const people = await tx.db
    .select({
      id: users.id,
      email: users.email,
      locale: users.locale,
      disabledAt: users.disabledAt,
    })
    .from(users)
    .where(
      or(
        eq(users.id, senderId),
        contactEmail === null
          ? undefined
          : eq(sql`lower(${users.email})`, contactEmail.toLowerCase()),
      ),
    );
  const sender = people.find((person) => person.id === senderId);
  const told: { to: string; language: Locale }[] = [];
  if (contactEmail !== null) {
    const contact = people.find((person) => same(person.email, contactEmail));
    const language = contact?.locale ?? sender?.locale ?? "en";
    told.push({ to: contactEmail, language });
  }
  if (sender && sender.disabledAt === null && !told.some(({ to }) => same(to, sender.email))) {
    told.push({ to: sender.email, language: sender.locale ?? "en" });
  }
  for (const { to, language } of told) {
    await post(tx, { template, language, to, variables, partnerId });
  }
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

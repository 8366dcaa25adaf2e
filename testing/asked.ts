import { consentRequests } from "@/db/schema";
import { createLink } from "@/lib/visitors/create-link";
import { getAskedRequest } from "@/lib/consent/queries";
import { wordingInForce } from "@/lib/consent/check-answer";
import { makeStamp } from "@/lib/visitors/stamp";
import { WORDING_VERSION } from "@/lib/consent/wording";
import { reading, transaction, type Visitor } from "@/lib/ctx";
import { tokenOf } from "@/lib/mail/tokens";
import type { Association, Company, Engagement, fixture, Tenant } from "./fixture";
import { mailedLinks } from "./mailed-links";

type Fixture = ReturnType<typeof fixture>;
type Request = typeof consentRequests.$inferSelect;

export const BROWSER =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

export type Asked = {
  company: Company;
  engagement: Engagement;
  tenant: Tenant;
  association: Association;
  request: Request;
  /** Behind the link of the first e-mail. */
  visitor: Visitor;
  token: string;
};

/** A customer who was asked for consent, as `sendConsent` leaves it; Zoë de Vries unless said. */
export async function ask(
  f: Fixture,
  options: {
    company?: Company;
    engagement?: Engagement;
    tenant?: Tenant;
    association?: Parameters<Fixture["association"]>[3];
    request?: Partial<typeof consentRequests.$inferInsert>;
  } = {},
): Promise<Asked> {
  const company = options.company ?? (await f.partner());
  const engagement = options.engagement ?? (await usualEngagement(f));
  const tenant = options.tenant ?? (await f.tenant({ eligibleFor: [engagement] }));
  const association = await f.association(company, tenant, engagement, {
    requestedAt: f.now,
    ...options.association,
  });
  const request = await addRequest(f, company, association, options.request);
  const visitor = await addLink(f, request);
  const token = tokenOf("consent", visitor.linkId);
  return { company, engagement, tenant, association, request, visitor, token };
}

const usual = new WeakMap<Fixture, Promise<Engagement>>();

/** One workshop for a whole suite: with each new one, the rows of every known customer are made anew. */
function usualEngagement(f: Fixture): Promise<Engagement> {
  const made = usual.get(f) ?? f.engagement();
  usual.set(f, made);
  return made;
}

/** Another request of the same round; replace the one before it yourself. */
export async function addRequest(
  f: Fixture,
  company: Company,
  association: Association,
  values: Partial<typeof consentRequests.$inferInsert> = {},
): Promise<Request> {
  return f.db.transaction({ actor: "system" }, async (db) => {
    const [row] = await db
      .insert(consentRequests)
      .values({
        partnerId: company.id,
        associationId: association.id,
        consentDueAt: association.consentDueAt,
        contactFirstName: "Zoë",
        contactLastName: "de Vries",
        contactTitle: "IT manager",
        contactEmail: "zoe.devries@customer.example",
        language: "nl",
        partnerContactName: "Robin Jansen",
        partnerContactEmail: "robin@partner.example",
        partnerContactPhone: "+31 20 555 0100",
        wordingVersion: WORDING_VERSION,
        sentBy: company.admin.userId,
        sentAt: f.now,
        ...values,
      })
      .returning();
    return row!;
  });
}

/** The person behind one more link of a request (D11). */
export async function addLink(f: Fixture, request: Request): Promise<Visitor> {
  const linkId = await transaction(f.system(), (tx) => createLink(tx, "consent", request));
  await mailedLinks(f, "consent", [linkId]);
  return {
    ...f.visitor({ linkId, requestId: request.id, partnerId: request.partnerId }),
    userAgent: BROWSER,
  };
}

/** The stamp of a page that this visitor saw. */
export async function stampSeen(
  f: Pick<Fixture, "ctx">,
  visitor: Visitor,
  at: Date,
  language: "en" | "nl" = "nl",
): Promise<string> {
  const asked = await reading(f.ctx(visitor, at), getAskedRequest);
  const { hash } = wordingInForce(asked, language);
  return makeStamp(visitor, { at, language, wordingHash: hash });
}

/** A form as a person sends it: read for a minute, name typed. */
export async function formOf(
  f: Pick<Fixture, "ctx">,
  visitor: Visitor,
  at: Date,
  language: "en" | "nl" = "nl",
) {
  const seen = new Date(at.getTime() - 60_000);
  return {
    stamp: await stampSeen(f, visitor, seen, language),
    more: "",
    fullName: "Zoë de Vries",
    reason: "",
    saysLanguages: true,
  };
}

import { randomUUID } from "node:crypto";
import { openDatabase, type Database } from "@/db/client";
import { addDocument } from "@/lib/claims/documents/add";
import { editClaim } from "@/lib/claims/edit-claim";
import type { EditInput } from "@/lib/claims/schema";
import { submitClaim } from "@/lib/claims/submit-claim";
import { answerSurvey } from "@/lib/claims/surveys/answer-survey";
import { fillSurvey } from "@/lib/claims/surveys/fill-survey";
import { sendSurvey } from "@/lib/claims/surveys/send-survey";
import { answerConsent } from "@/lib/consent/answer";
import { reportRequest } from "@/lib/consent/report";
import { saveContact } from "@/lib/consent/save-contact";
import { sendConsent } from "@/lib/consent/send";
import {
  reading,
  type Actor,
  type Ctx,
  type Operator,
  type PartnerUser,
  type Visitor,
} from "@/lib/ctx";
import { addCustomer } from "@/lib/customers/add";
import { databaseKey, keysFor } from "@/lib/keys";
import { listLocationChoices } from "@/lib/customers/choices/queries";
import { chooseWorkshops } from "@/lib/customers/choose-workshops";
import { nameCustomer } from "@/lib/customers/name-customer";
import { getEngagement } from "@/lib/engagements/queries";
import { receiveBytes } from "@/lib/files/receive";
import { hashToken, tokenOf } from "@/lib/mail/tokens";
import { openSession } from "@/lib/people/open-session";
import type { PersonaKey } from "@/lib/people/personas";
import { findSession } from "@/lib/people/session.queries";
import { readClock } from "@/lib/time/clock";
import { dateIn } from "@/lib/time/deadline";
import { BROWSER, formOf } from "@/testing/asked";
import { review, type Decided } from "@/testing/claim-moves";
import { pdfOf } from "@/testing/pdfs";
import { surveyStamp } from "@/testing/surveys";
import { sql, type Customer } from "./world";

/**
 * What people have done before a journey begins, by the house's verbs, as the persona who may: for
 * journeys that do not look at these screens themselves.
 */
const slug = "collaborative-apps";

/** Whose act it is (the first persona's), and how many days from now. */
type Act = { by?: PersonaKey; days?: number };

/** "Add customer" up to its last screen, which waits for the button; gives the draft. */
export async function filledIn(customer: Customer, act: Act = {}): Promise<string> {
  const ctx = await as(act);
  const draft = randomUUID();
  const { engagement, place } = await reading(ctx, async (tx) => {
    const engagement = await getEngagement(tx, slug);
    const choices = await listLocationChoices(tx, engagement);
    return { engagement, place: choices.find(({ hindrance }) => hindrance === null) };
  });
  const step = { slug, draft, go: "next" } as const;
  const location = place?.location.id ?? "";
  await nameCustomer(ctx, { ...step, location, email: customer.email, identifier: "" });
  await chooseWorkshops(ctx, { ...step, workshops: [engagement.id], claimedTenantId: null });
  return draft;
}

export type Link = { path: string; visitor: Visitor };

/** S52: a customer is added, and its contact asked for consent; gives the link of the e-mail. */
export async function asked(customer: Customer, act: Act = {}): Promise<Link> {
  const draftId = await filledIn(customer, act);
  const { associations } = await addCustomer(await as(act), { draftId });
  return askedAbout(associations[0]?.id ?? "", customer, act);
}

/** S52: the contact of a customer who was added or claimed is asked; the partner's contact is its own. */
export async function askedAbout(
  associationId: string,
  { email, domain }: Customer,
  act: Act = {},
): Promise<Link> {
  const ctx = await as(act);
  const draft = randomUUID();
  await saveContact(ctx, {
    draft,
    associationId,
    firstName: "Ada",
    lastName: "Lovelace",
    title: "IT manager",
    email,
    language: "en",
    partnerName: ctx.actor.name,
    partnerEmail: `${domain.split(".")[0]}@${ctx.actor.email.split("@")[1]}`,
    partnerPhone: ctx.actor.phone,
  });
  const { requestId } = await sendConsent(ctx, { draftId: draft });
  return linkOf("consent", requestId, ctx.actor.partnerId);
}

/** D13: the address in a reminder of this request that turns them off, as the worker makes it. */
export async function switchOf({ visitor }: Link): Promise<string> {
  const id = randomUUID();
  const token = tokenOf("reminders-off", id);
  await sql(
    `insert into reminder_switches (id, partner_id, request_id, key_id, token_hash, created_at)
     values ($1, $2, $3, $4, $5, now())`,
    [id, visitor.partnerId, visitor.requestId, keysFor("token")[0].id, hashToken(token)],
  );
  return `/reminders-off/${token}`;
}

/** D8: the contact accepts, on a page that they read for a minute; gives the address of the claim. */
export async function accepted({ visitor }: Link, { days = 0 }: Act = {}): Promise<string> {
  const ctx = ctxOf(visitor, daysFromNow(days));
  const form = await formOf({ ctx: ctxOf }, visitor, ctx.now, "en");
  const { kind } = await answerConsent(ctx, {
    ...form,
    decision: "accept",
    fullName: "Ada Lovelace",
  });
  if (kind !== "stored") throw new Error("the answer waits for a code");
  const [claim] = await sql<{ number: number }>(
    "select c.number from workshop_claims c join consent_requests r on r.association_id = c.association_id where r.id = $1",
    [visitor.requestId],
  );
  return `/claims/${String(claim?.number)}`;
}

/** D6: the contact declines, and says why. */
export async function declined({ visitor }: Link, reason: string, { days = 0 }: Act = {}) {
  const ctx = ctxOf(visitor, daysFromNow(days));
  const form = await formOf({ ctx: ctxOf }, visitor, ctx.now, "en");
  await answerConsent(ctx, { ...form, decision: "decline", fullName: "Ada Lovelace", reason });
}

/** W8: a colleague names another contact of the customer on its claim. */
export async function renamedContact(claim: string, { domain }: Customer) {
  const number = numberOf(claim);
  const [found] = await sql<{ version: number }>(
    "select version from workshop_claims where number = $1",
    [number],
  );
  await editClaim(await as({}), {
    part: "customer",
    number,
    version: found?.version ?? 0,
    firstName: "Grace",
    lastName: "Hopper",
    title: "",
    email: `grace@${domain}`,
    contactReason: "",
    language: "en",
    confirmed: true,
  });
}

/** D10: the contact says that the request was not expected; gives the report's id. */
export async function reported({ visitor }: Link, message: string): Promise<string> {
  const ctx = ctxOf(visitor);
  const form = await formOf({ ctx: ctxOf }, visitor, ctx.now, "en");
  await reportRequest(ctx, { ...form, message, saysLanguages: true });
  const [report] = await sql<{ id: string }>(
    "select id from consent_reports where request_id = $1",
    [visitor.requestId],
  );
  return report?.id ?? "";
}

/** D8: added, asked and accepted; gives the address of the claim. */
export async function consented(customer: Customer): Promise<string> {
  return accepted(await asked(customer));
}

/** W3–W11: both documents, the day of the workshop, both surveys, and sent in; gives the claim ID. */
export async function submitted(claim: string): Promise<number> {
  const ctx = await as({});
  const number = numberOf(claim);
  for (const requirement of ["invoice", "findings_and_recommendations"] as const) {
    const file = await receiveBytes(pdfOf({ text: `${requirement} ${claim}` }));
    await addDocument(ctx, { number, requirement, name: `${requirement}.pdf`, file });
  }
  const typed = {
    q_outcome: "all",
    q_continues: "likely",
    q_next_steps: "A pilot.",
    q_blocker: "budget",
  };
  await fillSurvey(ctx, { number, typed });
  await editClaim(ctx, await heldToday(number));
  const { surveyId } = await sendSurvey(ctx, { kind: "customer", number });
  const { visitor } = await linkOf("survey", surveyId, ctx.actor.partnerId);
  const theirs = ctxOf(visitor);
  const aMinuteAgo = new Date(theirs.now.getTime() - 60_000);
  const stamp = await surveyStamp({ ctx: ctxOf }, visitor, aMinuteAgo);
  const posted = { stamp, more: "", fullName: "Ada Lovelace", q_delivered: "no" };
  const { kind } = await answerSurvey(theirs, { posted, saysLanguages: true });
  if (kind !== "stored") throw new Error("the answers wait for a confirmation");
  await submitClaim(ctx, { number });
  return number;
}

/** D20: the workshop was held today. */
async function heldToday(number: number): Promise<EditInput> {
  const [claim] = await sql<{ version: number; zone: string }>(
    "select version, time_zone as zone from workshop_claims where number = $1",
    [number],
  );
  const { version, zone } = claim ?? { version: 0, zone: "UTC" };
  const workshopFrom = dateIn(readClock(), zone);
  const nothing = { invoiceNumber: null, invoiceAmount: null, invoiceCurrency: null };
  return { part: "invoice", number, version, ...nothing, workshopFrom, workshopUntil: null };
}

/** W12: consented, sent in, and decided about by the programme; gives the address of the claim. */
export async function decided(customer: Customer, decision: Decided): Promise<string> {
  const claim = await consented(customer);
  const number = await submitted(claim);
  const ctx = await asStaff();
  await review(ctx, number, "under_review");
  await review(ctx, number, decision);
  return claim;
}

/** The claim ID in the address of a claim. */
export function numberOf(claim: string): number {
  return Number(claim.split("/").at(-1));
}

async function linkOf(purpose: "consent" | "survey", of: string, partnerId: string): Promise<Link> {
  const [table, column] =
    purpose === "consent" ? ["consent_links", "request_id"] : ["survey_links", "survey_id"];
  const [link] = await sql<{ id: string }>(
    `select id from ${table} where ${column} = $1 order by created_at desc limit 1`,
    [of],
  );
  const linkId = link?.id ?? "";
  const token = tokenOf(purpose, linkId);
  // As the worker does when it hands over the e-mail, which these acts do not wait for.
  await sql(`update ${table} set token_hash = $2 where id = $1 and token_hash is null`, [
    linkId,
    hashToken(token),
  ]);
  return {
    path: `/${purpose}/${token}`,
    visitor: {
      kind: "visitor",
      linkId,
      token,
      requestId: of,
      partnerId,
      ipAddress: "192.0.2.7",
      userAgent: BROWSER,
    },
  };
}

const daysFromNow = (days: number) => new Date(readClock().getTime() + days * 86_400_000);

let pool: Database | undefined;

function ctxOf<A extends Actor>(actor: A, now = readClock()): Ctx<A> {
  pool ??= openDatabase(process.env.APP_DATABASE_URL ?? "", {
    max: 2,
    timeoutMs: 20_000,
    key: databaseKey("web"),
  });
  return { actor, now, db: pool };
}

/** A persona of a partner, signed in. */
async function as({ by = "admin", days = 0 }: Act): Promise<Ctx<PartnerUser>> {
  const now = daysFromNow(days);
  const actor = await signedIn(by, now);
  if (actor.kind !== "partner") throw new Error(`${by} works for no partner`);
  return ctxOf(actor, now);
}

/** The programme's first persona, signed in. */
async function asStaff(): Promise<Ctx<Operator>> {
  const now = readClock();
  const actor = await signedIn("operator", now);
  if (actor.kind !== "operator") throw new Error("the operator is none");
  return ctxOf(actor, now);
}

async function signedIn(persona: PersonaKey, now: Date): Promise<PartnerUser | Operator> {
  const setup = ctxOf({ kind: "system", name: "journey" }, now);
  const { secret } = await openSession(setup, { persona });
  const found = await findSession(setup.db, secret, now);
  if (found === null) throw new Error(`${persona} is not signed in`);
  return found.actor;
}

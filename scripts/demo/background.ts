import type { LocationKey, PartnerKey, PersonKey } from "./people";
import { randomOf, type Random } from "./random";
import type { ClaimStatus } from "@/lib/claims/rules";
import type { Round } from "./rounds";
import type { Pool } from "./scenes";
import type { DemoTenant, Profile } from "./tenants";

type Desk = {
  partner: PartnerKey;
  location: LocationKey;
  by: PersonKey[];
  /** What the location may run, and for which customers. */
  workshops: [slug: string, profile: Profile][];
  rounds: number;
};

const modernWork: [string, Profile][] = [
  ["collaborative-apps", "starter"],
  ["enable-frontline", "starter"],
  ["m365-digital-workforce", "starter"],
  ["microsoft-viva", "starter"],
  ["viva-insights", "starter"],
];

const desks: Desk[] = [
  {
    partner: "noordzee",
    location: "amsterdam",
    by: ["admin", "pieter"],
    rounds: 110,
    workshops: [
      ...modernWork,
      ["endpoint-management", "starter"],
      ["hybrid-meetings-rooms", "starter"],
      ["sales-protect-govern-sensitive-data", "starter"],
      ["sales-defend-threats-siem-xdr", "starter"],
      ["usage-defend-threats-siem-xdr", "invested"],
      ["usage-protect-govern-sensitive-data", "invested"],
    ],
  },
  {
    partner: "noordzee",
    location: "antwerp",
    by: ["user"],
    rounds: 45,
    workshops: [...modernWork, ["usage-secure-identities-access", "starter"]],
  },
  {
    partner: "noordzee",
    location: "newYork",
    by: ["grace"],
    rounds: 40,
    workshops: [
      ["sales-secure-multicloud", "starter"],
      ["usage-secure-multicloud", "starter"],
      ["sales-defend-threats-siem-xdr", "starter"],
    ],
  },
  {
    partner: "fjordline",
    location: "stockholm",
    by: ["competitor", "elsa"],
    rounds: 45,
    workshops: [...modernWork, ["sales-defend-threats-siem-xdr", "starter"]],
  },
  { partner: "saone", location: "lyon", by: ["camille"], rounds: 14, workshops: modernWork },
];

const reasons = [
  "The timing does not suit us.",
  "Our licences are about to change.",
  "We prefer a workshop in our own language.",
  "De workshop past nu niet in onze planning.",
  "Wij werken hiervoor al samen met een ander bedrijf.",
];

/** The everyday work of more than a year, so that lists, counts and history have some body. */
export function background(pool: Pool): Round[] {
  return desks.flatMap((desk) => {
    const random = randomOf(`background:${desk.location}`);
    const known: { tenant: DemoTenant; daysAgo: number; done: Set<string> }[] = [];
    const rounds: Round[] = [];
    for (let at = 0; at < desk.rounds; at++) {
      const [engagement, profile] = random.pick(desk.workshops);
      const createdDaysAgo = random.chance(0.3) ? random.between(1, 29) : random.between(32, 420);
      const base = {
        partner: desk.partner,
        location: desk.location,
        by: random.pick(desk.by),
        createdDaysAgo,
      };
      const key = `${desk.location}-${at}`;
      const friend = known.find(
        ({ tenant, daysAgo, done }) =>
          daysAgo > createdDaysAgo && tenant.profile === profile && !done.has(engagement),
      );
      const again = friend !== undefined && random.chance(0.35);
      const tenant = again ? friend.tenant : pool(profile);
      const origin = again ? ("claimed" as const) : ("added" as const);
      const round: Round = {
        ...base,
        key,
        tenant,
        engagement,
        origin,
        ...fate(random, createdDaysAgo),
      };
      rounds.push(round);
      if (again) friend.done.add(engagement);
      else if (round.answer?.decision === "accept") {
        const daysAgo = createdDaysAgo - round.answer.after;
        known.push({ tenant, daysAgo, done: new Set([engagement]) });
      }
    }
    return rounds;
  });
}

/** What became of a round that began so many days ago. */
function fate(random: Random, age: number): Partial<Round> {
  if (age < 30 && random.chance(0.25)) return {};
  const after = Math.min(random.between(0, 6), age);
  const request = { after, mail: age - after < 1 ? ("sent" as const) : ("delivered" as const) };
  const answerAfter = after + random.between(1, 12);
  if (answerAfter >= age || (age >= 30 && random.chance(0.15))) return { request };
  if (age < 30 && random.chance(0.4)) return { request };
  if (random.chance(0.16)) {
    const reason = random.chance(0.75) ? { reason: random.pick(reasons) } : {};
    return { request, answer: { after: answerAfter, decision: "decline", ...reason } };
  }
  const answer = { after: answerAfter, decision: "accept" as const };
  const consentAge = age - answerAfter;
  const claimAfter = random.between(20, 88);
  if (claimAfter >= consentAge || (consentAge > 90 && random.chance(0.12)))
    return { request, answer };
  return {
    request,
    answer,
    claim: { after: claimAfter, status: claimAt(random, consentAge - claimAfter) },
  };
}

/** A claim moves on with the weeks since it was sent in. */
function claimAt(random: Random, age: number): ClaimStatus {
  if (age < 5) return "submitted";
  if (age < 25) return random.pick(["under_review", "under_review", "action_required"]);
  if (age < 60) return random.pick(["approved", "approved", "rejected"]);
  return random.chance(0.9) ? "paid" : "rejected_final";
}

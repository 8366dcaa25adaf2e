import { z } from "zod";
import { authorize } from "../../access/authorize";
import { listHistoryOf, type Act } from "../../audit/history";
import { findAsked } from "../../consent/asked/queries";
import { mostExtended, runningClock, whyNotExtend } from "../../consent/extend-round.rules";
import { workshopFacts } from "../../consent/facts";
import { concernOf } from "../../consent/tell-round";
import type { Locale, Tx } from "../../ctx";
import { Refusal, type RefusalCode } from "../../errors";
import { listReaders } from "../../notify/queries";
import { listRunningRounds, type RunningRound } from "../../partners/rounds/list";
import { roundsQuery, type RoundsQuery } from "../../partners/rounds/list.schema";
import { daysLeft, lastDate, laterDeadline } from "../../time/deadline";
import { partnerHead, type PartnerHead } from "./partner";

type Clock = { lastDay: string; daysLeft: number };

export type RoundsView = {
  partner: PartnerHead;
  query: RoundsQuery;
  rows: (RunningRound & Clock)[];
  next: string | null;
  many: boolean;
};

/** The rounds of a company whose deadline runs, by days left (P25). Throws `not_found`. */
export async function partnerRounds(
  tx: Tx,
  input: { id: string; search: Record<string, string | string[] | undefined> },
): Promise<RoundsView> {
  authorize(tx, "programme.read");
  const partner = await partnerHead(tx, { id: input.id });
  const query = roundsQuery.parse(input.search);
  const { rows, next, many } = await listRunningRounds(tx, { partnerId: partner.id, query });
  return {
    ...{ partner, query, next, many },
    rows: rows.map((row) => ({ ...row, ...clockOf(row.dueAt, tx.now, row.timeZone) })),
  };
}

export type ExtendRoundView = {
  partner: PartnerHead;
  round: { id: string; customer: string; workshop: string; location: string; timeZone: string };
  kind: "consent" | "delivery";
  /** The deadline that the page shows. */
  seen: string;
  clock: Clock;
  /** The first and the last day that can be chosen. */
  from: string;
  until: string;
  /** Who is told: people of the partner; and the contact whose answer is awaited. */
  people: string[];
  contact: { name: string; email: string; language: Locale } | null;
  /** Why it cannot be extended; null: it can. */
  closed: RefusalCode | null;
  history: Act[];
};

/** P25: the page that asks before a round is extended. Throws `not_found`. */
export async function extendRoundView(
  tx: Tx,
  input: { partner: string; round: string },
): Promise<ExtendRoundView> {
  authorize(tx, "programme.read");
  const partner = await partnerHead(tx, { id: input.partner });
  if (!z.guid().safeParse(input.round).success) throw new Refusal("not_found");
  const facts = await workshopFacts(tx, input.round);
  if (facts.partnerId !== partner.id) throw new Refusal("not_found");
  const { kind, due } = runningClock(facts);
  const { timeZone, tenantName, engagementName, locationName } = facts.workshop;
  const asked = kind === "consent" ? await findAsked(tx, input.round) : null;
  const on = (days: number) => lastDate(laterDeadline(due, days, timeZone), timeZone);
  return {
    partner,
    round: {
      id: input.round,
      customer: tenantName,
      workshop: engagementName,
      location: locationName,
      timeZone,
    },
    kind,
    seen: due.toISOString(),
    clock: clockOf(due, tx.now, timeZone),
    from: on(1),
    until: on(mostExtended),
    people: (await listReaders(tx, await concernOf(tx, input.round))).map(({ to }) => to),
    contact: asked && {
      name: `${asked.contactFirstName} ${asked.contactLastName}`,
      email: asked.contactEmail,
      language: asked.language,
    },
    closed: whyNotExtend(facts, tx.now),
    history: await listHistoryOf(tx, partner.id, input.round),
  };
}

function clockOf(due: Date, now: Date, zone: string): Clock {
  return { lastDay: lastDate(due, zone), daysLeft: daysLeft(due, now, zone) };
}

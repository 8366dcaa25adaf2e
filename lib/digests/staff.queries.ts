import { sql } from "drizzle-orm";
import { z } from "zod";
import { mayDo } from "../access/policy";
import { countQueue } from "../claims/review/list";
import { queueQuery } from "../claims/review/schema";
import { reviewTarget } from "../claims/review/target.queries";
import type { Operator, Tx } from "../ctx";
import type { Count } from "../lists/schema";
import type { DigestKind } from "../mail/schema";
import { waitsForProgramme } from "../partners/enrolment/list";
import { bounded, MOST, type DigestPlace } from "./rules";

const one = z.array(
  z.object({ contacts: z.number(), reports: z.number(), enrolments: z.number() }),
);

/** K7: what one of the programme's people is told of: what waits for whoever has a role as theirs. */
export async function staffDigest(tx: Tx<Operator>): Promise<DigestPlace> {
  const may = (act: Parameters<typeof mayDo>[1]) => mayDo(tx.actor, act);
  const claims = await countQueue(tx, queueQuery.parse({}));
  const over =
    (await reviewTarget(tx)) === null
      ? none
      : (await countQueue(tx, queueQuery.parse({ target: "over" }))).waiting;
  const { rows } = await tx.db.execute(sql`select
    (select count(*)::int from (select from contact_releases where decision is null limit ${MOST + 1}) c) as contacts,
    (select count(*)::int from (select from consent_reports where done_at is null limit ${MOST + 1}) r) as reports,
    (select count(*)::int from (select from locations l where ${waitsForProgramme} limit ${MOST + 1}) e) as enrolments`);
  const [found] = one.parse(rows);
  const counts: [DigestKind<"waits">, boolean, Count][] = [
    ["review_over", may("claims.review"), over],
    ["review_mine", may("claims.review"), claims.mine],
    ["review_free", may("claims.review"), claims.submitted],
    ["to_pay", may("claims.pay"), claims.approved],
    ["contacts", may("contacts.release"), bounded(found?.contacts)],
    ["enrolments", may("partners.enrol"), bounded(found?.enrolments)],
    ["reports", may("reports.handle"), bounded(found?.reports)],
  ];
  return {
    ...{ partnerName: null, ends: [], changed: [] },
    waits: counts.flatMap(([kind, theirs, { count, more }]) =>
      theirs && count > 0 ? [{ kind, count, more, names: [] }] : [],
    ),
  };
}

const none: Count = { count: 0, more: false };

import { sql } from "drizzle-orm";
import { z } from "zod";
import { authorize } from "../../access/authorize";
import { mayDo } from "../../access/policy";
import type { Tx } from "../../ctx";
import { decisionsAt, type Decision } from "../../partners/enrolment/rules";
import {
  listEnrolments,
  waitsForProgramme,
  type EnrolmentRow,
} from "../../partners/enrolment/list";
import { enrolmentsQuery, type EnrolmentsQuery } from "../../partners/enrolment/list.schema";
import { getPlace } from "../../partners/enrolment/queries";
import { locationFacts, type LocationFacts } from "../location";

export type EnrolmentsView = {
  query: EnrolmentsQuery;
  rows: EnrolmentRow[];
  next: string | null;
  many: boolean;
};

/** P27: the locations that wait for the programme, or all of them, by name. */
export async function programmeEnrolments(
  tx: Tx,
  { search }: { search: Record<string, string | string[] | undefined> },
): Promise<EnrolmentsView> {
  authorize(tx, "programme.read");
  const query = enrolmentsQuery.parse(search);
  const { rows, next, many } = await listEnrolments(tx, query);
  return { query, rows, next, many };
}

const counted = z.tuple([z.object({ count: z.number() })]);

/** How many locations wait for the programme; one more than `most` at most. */
export async function countEnrolments(tx: Tx, most: number): Promise<number> {
  const { rows } = await tx.db.execute(sql`select count(*)::int as count from (
    select from locations l where ${waitsForProgramme} limit ${most + 1}) waiting`);
  return counted.parse(rows)[0].count;
}

export type EnrolmentView = LocationFacts & {
  partnerId: string;
  /** What the reader can decide about it where it stands. */
  decisions: Decision[];
  /** Whether the newest payee profile waits for a word. */
  payeeWaits: boolean;
  /** `own`: the reader belongs to the partner, `role`: their role may not. */
  decides: "yes" | "own" | "role";
};

/** One location, to decide about. Throws `not_found`. */
export async function programmeEnrolment(tx: Tx, { id }: { id: string }): Promise<EnrolmentView> {
  authorize(tx, "programme.read");
  const facts = await locationFacts(tx, id);
  const { partnerId } = await getPlace(tx, id);
  const may = mayDo(tx.actor, "partners.enrol");
  return {
    ...facts,
    partnerId,
    decisions: decisionsAt(facts),
    payeeWaits: facts.payee !== null && facts.payee.decision === null,
    decides: tx.actor.companies.includes(partnerId) ? "own" : may ? "yes" : "role",
  };
}

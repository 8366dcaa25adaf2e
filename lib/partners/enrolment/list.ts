import { sql } from "drizzle-orm";
import { z } from "zod";
import { enrolmentStates, payeeStates } from "@/db/schema/states";
import type { Operator, Tx } from "../../ctx";
import type { FileRows } from "../../lists/file";
import type { Ask, List, Page } from "../../lists/list";
import { askOf } from "../../lists/offer";
import { listPage } from "../../lists/page";
import { has } from "../../lists/search";
import type { EnrolmentsQuery } from "./list.schema";

const row = z.object({
  id: z.string(),
  name: z.string(),
  mpnId: z.string(),
  partnerName: z.string(),
  enrolment: z.enum(enrolmentStates),
  payeeProfile: z.enum(payeeStates),
});
export type EnrolmentRow = z.output<typeof row>;

const enrolments: List<EnrolmentRow> = {
  name: "enrolments",
  table: sql`locations`,
  id: { column: sql`l.id`, kind: "uuid" },
  own: sql`true`,
  columns: sql`l.id, l.name, l.mpn_id as "mpnId", p.name as "partnerName", l.enrolment, l.payee_profile as "payeeProfile"`,
  joins: sql`join partners p on p.id = l.partner_id`,
  row,
  search: {
    fits: sql`(${has(sql`l.search`)} or exists (select from partners w where w.id = l.partner_id and ${has(sql`w.search`)}))`,
  },
};

/** That locations `l` wait for the programme; the same as `isWaiting`, a test compares them. */
export const waitsForProgramme = sql`(l.enrolment = 'validating'
  or l.payee_profile = 'validating' and l.enrolment in ('action_required', 'enrolled'))`;

/** The locations of the network by name, or those of them that wait for the programme (P27). */
export function listEnrolments(
  tx: Tx<Operator>,
  query: EnrolmentsQuery,
): Promise<Page<EnrolmentRow>> {
  return listPage(tx, enrolments, askFor(query));
}

/** K4: all of them, for a file. */
export function enrolmentRows(query: EnrolmentsQuery): FileRows {
  return {
    list: enrolments,
    ask: askFor({ ...query, after: null }),
    joins: enrolments.joins ?? sql``,
  };
}

const orders = { name: { by: sql`l.name`, kind: "text" } } as const;

function askFor(query: EnrolmentsQuery): Ask {
  const all = query.list === "all";
  const where = all ? sql`true` : waitsForProgramme;
  return askOf({ orders, filters: {} }, query, { where, shape: all ? "all" : "waiting" });
}

import { sql } from "drizzle-orm";
import { z } from "zod";
import { enrolmentStates, payeeStates } from "@/db/schema/states";
import type { Operator, Tx } from "../../ctx";
import type { List, Page } from "../../lists/list";
import { listPage } from "../../lists/page";

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
};

/** That locations `l` wait for the programme; the same as `isWaiting`, a test compares them. */
export const waitsForProgramme = sql`(l.enrolment = 'validating'
  or l.payee_profile = 'validating' and l.enrolment in ('action_required', 'enrolled'))`;

/** The locations of the network by name, or those of them that wait for the programme (P27). */
export function listEnrolments(
  tx: Tx<Operator>,
  { all, after }: { all: boolean; after: unknown },
): Promise<Page<EnrolmentRow>> {
  return listPage(tx, enrolments, {
    parts: [{ where: all ? sql`true` : waitsForProgramme }],
    order: { name: all ? "name" : "waiting", by: sql`l.name`, kind: "text", back: false },
    after,
    size: 50,
    values: {},
    shape: all ? "all" : "waiting",
  });
}

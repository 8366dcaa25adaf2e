import { sql } from "drizzle-orm";
import { z } from "zod";
import { partners, PROGRAMME, troublesInSql } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { verifyAudit, type AuditState } from "../../audit/verify";
import { findSweepTrouble } from "../../claims/documents/sweep.queries";
import type { Tx } from "../../ctx";
import { isWhole, sendsMail } from "../../installation";
import { FEW } from "../../lists/schema";
import { getSettings } from "../../programme/queries";
import { programmeMail, type MailLine } from "./mail";
import { programmeReports, type ReportLine } from "./reports";

/** The audit log is verified on the page up to this many rows; a command verifies any length. */
const VERIFY_LIMIT = 20_000;

const counted = z.tuple([
  z.object({
    partners: z.int(),
    locations: z.int(),
    tenants: z.int(),
    engagements: z.int(),
    asked: z.int(),
    consented: z.int(),
    undelivered: z.int(),
    /** Locations, enrolled or not, and people who were invited to a partner. */
    places: z.int(),
    invited: z.int(),
  }),
]);

/** What a programme needs before a first customer can be asked (P1). */
type ToDo = {
  what: "settings" | "mail" | "catalogue" | "tenants" | "partner" | "admin" | "enrolled";
  done: boolean;
  /** Where it is done, below the console's own address. */
  at: string;
};

export type OverviewView = {
  /** In the order in which it is done; empty once all of it is. */
  toDo: ToDo[];
  /** Each at most one more than `FEW`. */
  counts: z.output<typeof counted>[0];
  audit: AuditState;
  /** What the last sweep of the files left, if it left anything. */
  files: Awaited<ReturnType<typeof findSweepTrouble>>;
  reports: ReportLine[];
  mail: MailLine[];
};

/** How the programme stands: counts, the audit log, what was reported, what did not arrive. */
export async function programmeOverview(tx: Tx): Promise<OverviewView> {
  authorize(tx, "programme.read");
  const [counts] = counted.parse((await tx.db.execute(countAll)).rows);
  const audit = await verifyAudit(tx, { atMost: VERIFY_LIMIT });
  const files = await findSweepTrouble(tx);
  const reports = await programmeReports(tx, { search: {}, size: 5 });
  const mail = await programmeMail(tx, { search: {}, size: 5 });
  const toDo = await listToDo(tx, counts);
  return { toDo, counts, audit, files, reports: reports.rows, mail: mail.rows };
}

async function listToDo(
  tx: Tx,
  { engagements, tenants, places, invited, locations }: OverviewView["counts"],
): Promise<ToDo[]> {
  const settings = await getSettings(tx);
  const isSet = settings && isWhole({ ...settings, privacyTexts: settings.privacyEn !== "" });
  // What is missing of the one partner that there is, is done on its own pages.
  const [partner, another] = await tx.db.select({ id: partners.id }).from(partners).limit(2);
  const only = another ? undefined : partner;
  const its = (page: string, or: string) => (only ? `partners/${only.id}/${page}` : or);
  const all: ToDo[] = [
    { what: "settings", done: isSet === true, at: "settings" },
    { what: "mail", done: sendsMail(), at: "mail" },
    { what: "catalogue", done: engagements > 0, at: "catalogue" },
    { what: "tenants", done: tenants > 0, at: "tenants" },
    { what: "partner", done: places > 0, at: its("locations/new", "partners/new") },
    { what: "admin", done: invited > 0 || locations > 0, at: its("people/invite", "partners") },
    { what: "enrolled", done: locations > 0, at: "enrolments" },
  ];
  return all.every(({ done }) => done) ? [] : all;
}

const upTo = (rows: string) =>
  sql.raw(`(select count(*)::int from (select 1 from ${rows} limit ${FEW + 1}) rows)`);

const countAll = sql`select
  ${upTo("partners")} as partners,
  ${upTo("locations where enrolment = 'enrolled'")} as locations,
  ${upTo("tenants")} as tenants,
  ${upTo("engagements")} as engagements,
  ${upTo("associations where ended_at is null and consented_at is null and requested_at is not null")} as asked,
  ${upTo("associations where ended_at is null and consented_at is not null and submitted_at is null")} as consented,
  ${upTo(`emails where state in (${troublesInSql}) and (envelope_id is null or envelope_id = id)`)} as undelivered,
  ${upTo("locations")} as places,
  ${upTo(`invitations where partner_id <> '${PROGRAMME}' and withdrawn_at is null`)} as invited`;

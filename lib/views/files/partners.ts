import { sql } from "drizzle-orm";
import { countryWords } from "@/messages/format/names";
import { authorize } from "../../access/authorize";
import { lastDay } from "../../claims/list/csv-columns";
import { fileColumn, inWords } from "../../lists/file";
import { enrolmentRows } from "../../partners/enrolment/list";
import { enrolmentsQuery } from "../../partners/enrolment/list.schema";
import { partnerRows } from "../../partners/list";
import { partnersQuery } from "../../partners/list.schema";
import { runningRoundRows } from "../../partners/rounds/list";
import { roundsQuery } from "../../partners/rounds/list.schema";
import { partnerHead } from "../programme/partner";
import type { Listing } from "./listing";

const domains = sql`(select string_agg(d.domain, ' ' order by d.domain) from partner_domains d where d.partner_id = l.id)`;

/** K4: the companies of a view of the network. Throws `forbidden`. */
export const partnersListing: Listing = {
  name: "partners",
  rows(tx, { search }) {
    authorize(tx, "programme.read");
    return partnerRows(partnersQuery.parse(search));
  },
  columns({ words, locale }) {
    const t = words.common.file;
    const country = (code: string) => countryWords(locale, code);
    const suspended = sql`case when l.suspended_at is not null then ${t.yes}::text end`;
    const locations = sql`(select count(*) from locations s where s.partner_id = l.id)`;
    return [
      fileColumn(t.partner, "text", sql`l.name`),
      fileColumn(t.suspended, "text", suspended),
      fileColumn(t.domains, "text", domains, { of: "domains" }),
      fileColumn(t.country, "text", sql`l.country`, { of: "country", told: country }),
      fileColumn(t.locations, "number", locations, { of: "locations" }),
    ];
  },
};

/** K4: the locations of a view of the enrolments (P27). Throws `forbidden`. */
export const enrolmentsListing: Listing = {
  name: "enrolments",
  rows(tx, { search }) {
    authorize(tx, "programme.read");
    return enrolmentRows(enrolmentsQuery.parse(search));
  },
  columns({ words }) {
    const t = words.programme.enrolments;
    const file = words.common.file;
    const { enrolment, payee } = words.engagements;
    return [
      fileColumn(t.location, "text", sql`l.name`),
      fileColumn(file.mpnId, "text", sql`l.mpn_id`),
      fileColumn(t.partner, "text", sql`p.name`, { of: "partner" }),
      fileColumn(t.enrolment, "text", inWords(sql`l.enrolment`, enrolment), { of: "enrolment" }),
      fileColumn(t.payee, "text", inWords(sql`l.payee_profile`, payee), { of: "payee" }),
    ];
  },
};

/** K4: a company's rounds whose deadline runs (P25). Throws `forbidden`, `not_found`. */
export const roundsListing: Listing = {
  name: "rounds",
  async rows(tx, { search, of }) {
    authorize(tx, "programme.read");
    const { id: partnerId } = await partnerHead(tx, { id: of });
    return runningRoundRows(tx, { partnerId, query: roundsQuery.parse(search) });
  },
  columns({ words }) {
    const t = words.programme.partners.rounds.columns;
    const file = words.common.file;
    const { kinds } = words.programme.partners.rounds;
    const kind = inWords(
      sql`case when l.consented_at is null then 'consent' else 'delivery' end`,
      kinds,
    );
    return [
      fileColumn(t.customer, "text", sql`l.name`),
      fileColumn(t.workshop, "text", sql`v.name`, { of: "workshop" }),
      fileColumn(file.location, "text", sql`s.name`, { of: "workshop" }),
      fileColumn(t.waitsFor, "text", kind, { of: "waitsFor" }),
      fileColumn(t.lastDay, "day", lastDay(sql`l.due_at`), { of: "lastDay" }),
    ];
  },
};

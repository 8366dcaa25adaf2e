import { sql } from "drizzle-orm";
import { authorize } from "../../access/authorize";
import { lastDay } from "../../claims/list/csv-columns";
import { reportRows } from "../../consent/list";
import { reportsQuery } from "../../consent/list.schema";
import { contactRows } from "../../consent/contacts/list";
import { contactsQuery } from "../../consent/contacts/list.schema";
import { fileColumn, inWords } from "../../lists/file";
import { troubleRows } from "../../mail/list";
import { mailQuery } from "../../mail/list.schema";
import { momentIn, type Listing } from "./listing";

/** K4: the e-mails that did not arrive. Throws `forbidden`. */
export const mailListing: Listing = {
  name: "e-mails",
  rows(tx, { search }) {
    authorize(tx, "programme.read");
    return troubleRows(mailQuery.parse(search));
  },
  columns({ words, zone }) {
    const t = words.programme.mail;
    const file = words.common.file;
    const { templates, states } = words.programme.mail;
    const partner = sql`coalesce(p.name, ${t.ownMail}::text)`;
    return [
      fileColumn(t.when, "moment", momentIn(sql`l.created_at`, zone)),
      fileColumn(t.recipient, "text", sql`l.recipient`, { of: "recipient" }),
      fileColumn(t.template, "text", inWords(sql`l.template`, templates), { of: "template" }),
      fileColumn(t.partner, "text", partner, { of: "partner" }),
      fileColumn(t.state, "text", inWords(sql`l.state`, states), { of: "state" }),
      fileColumn(file.reason, "text", sql`l.last_error`, { of: "state" }),
    ];
  },
};

const reportState = sql`case when l.done_at is not null then 'done' when l.looked_at is not null then 'looked_at' else 'new' end`;

/** K4: what recipients told us (D10). Throws `forbidden`. */
export const reportsListing: Listing = {
  name: "reports",
  rows(tx, { search }) {
    authorize(tx, "programme.read");
    return reportRows(reportsQuery.parse(search));
  },
  columns({ words, zone }) {
    const t = words.programme.reports;
    const file = words.common.file;
    const { states } = words.programme.reports;
    return [
      fileColumn(t.when, "moment", momentIn(sql`l.created_at`, zone)),
      fileColumn(t.message, "text", sql`l.message`, { of: "message" }),
      fileColumn(file.customer, "text", sql`t.name`, { of: "about" }),
      fileColumn(file.engagement, "text", sql`v.name`, { of: "about" }),
      fileColumn(t.partner, "text", sql`p.name`, { of: "partner" }),
      fileColumn(t.state, "text", inWords(reportState, states), { of: "state" }),
    ];
  },
};

/** K4: the contacts that wait for staff (D19). Throws `forbidden`. */
export const contactsListing: Listing = {
  name: "contacts",
  rows(tx, { search }) {
    authorize(tx, "contacts.release");
    return contactRows(contactsQuery.parse(search));
  },
  columns({ words, zone }) {
    const t = words.programme.contacts;
    return [
      fileColumn(t.contact, "text", sql`l.contact_email`),
      fileColumn(t.customer, "text", sql`t.name`, { of: "customer" }),
      fileColumn(t.partner, "text", sql`p.name`, { of: "partner" }),
      fileColumn(t.reason, "text", sql`l.reason`, { of: "reason" }),
      fileColumn(t.asked, "moment", momentIn(sql`l.asked_at`, zone), { of: "asked" }),
      fileColumn(t.until, "day", lastDay(sql`l.consent_due_at`), { of: "until" }),
    ];
  },
};

import { sql } from "drizzle-orm";
import { authorize } from "../../access/authorize";
import { amountOf } from "../../claims/list/csv-columns";
import { fileColumn, inWords } from "../../lists/file";
import { ofRun, paymentRunRows } from "../../payments/list";
import { paymentRunsQuery } from "../../payments/list.schema";
import { receivedRows, receivedState } from "../../payments/received/list";
import { receivedQuery } from "../../payments/received/list.schema";
import { momentIn, type Listing } from "./listing";

/** K4: what the programme paid a partner, as it is looked at (P30). Throws `no_role`. */
export const receivedListing: Listing = {
  name: "payments",
  rows(tx, { search }) {
    authorize(tx, "payments.read");
    return receivedRows(tx, receivedQuery.parse(search));
  },
  columns({ words }) {
    const t = words.payments.received.csv;
    const file = words.common.file;
    const { states } = words.payments;
    return [
      fileColumn(t.claim, "number", sql`c.number`),
      fileColumn(file.customer, "text", sql`t.name`),
      fileColumn(t.run, "number", sql`l.run_number`, { of: "run" }),
      fileColumn(t.location, "text", sql`o.name`, { of: "location" }),
      fileColumn(t.locationId, "text", sql`o.mpn_id`, { of: "location" }),
      fileColumn(t.amount, "amount", sql`${amountOf(sql`l.amount_minor`)}::text`, { of: "amount" }),
      fileColumn(t.currency, "text", sql`l.currency`, { of: "amount" }),
      fileColumn(t.state, "text", inWords(receivedState, states), { of: "state" }),
      fileColumn(t.reference, "text", sql`l.reference`, { of: "state" }),
      fileColumn(t.reason, "text", sql`l.failed_why`, { of: "state" }),
      fileColumn(t.date, "day", sql`l.paid_on`, { of: "date" }),
    ];
  },
};

const runState = sql`case when l.cancelled_at is not null then 'cancelled' when l.frozen_at is null then 'open' when l.exported_at is null then 'frozen'
  when exists (select from payments p where p.run_id = l.id and p.told_at is null) then 'waiting' else 'done' end`;

/** K4: the payment runs (P30). Throws `forbidden` with the act that it wants. */
export const paymentRunsListing: Listing = {
  name: "payment-runs",
  rows(tx, { search }) {
    authorize(tx, "payments.run");
    return paymentRunRows(paymentRunsQuery.parse(search));
  },
  columns({ words, zone }) {
    const t = words.payments.runs;
    const file = words.common.file;
    const { runStates } = words.payments;
    const amount = amountOf(sql`(select coalesce(sum(x.amount_minor), 0) ${ofRun})`);
    return [
      fileColumn(t.run, "number", sql`l.number`),
      fileColumn(t.state, "text", inWords(runState, runStates), { of: "state" }),
      fileColumn(t.claims, "number", sql`(select count(*) ${ofRun})`, { of: "claims" }),
      fileColumn(t.amount, "amount", sql`${amount}::text`, { of: "amount" }),
      fileColumn(file.currency, "text", sql`l.currency`, { of: "amount" }),
      fileColumn(t.opened, "moment", momentIn(sql`l.opened_at`, zone), { of: "opened" }),
    ];
  },
};

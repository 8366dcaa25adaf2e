import { attentionOf } from "./rules";

const now = new Date("2026-03-10T12:00:00Z");
/** The first instant after the day that is so many days after the tenth of March in Amsterdam. */
const due = (days: number) => new Date(Date.UTC(2026, 2, 10 + days, 23));
const added = {
  timeZone: "Europe/Amsterdam",
  consentDueAt: due(20),
  requestedAt: null,
  mailState: null,
  consentedAt: null,
  deliveryDueAt: null,
};
const asked = { ...added, requestedAt: now, mailState: "delivered" as const };
const active = { ...asked, consentedAt: now, deliveryDueAt: due(60) };

test.each([
  ["S46 nothing sent", added, ["not_sent"]],
  [
    "S46 nothing sent and running out",
    { ...added, consentDueAt: due(7) },
    ["not_sent", "consent_ends"],
  ],
  ["S48 asked, time enough", asked, null],
  ["S48 asked, 8 days", { ...asked, consentDueAt: due(8) }, null],
  ["S48 asked, 7 days", { ...asked, consentDueAt: due(7) }, ["consent_ends"]],
  ["D9 asked, last day", { ...asked, consentDueAt: due(0) }, ["consent_ends"]],
  ["S55 ran out", { ...asked, consentDueAt: due(-1) }, null],
  ["asked, bounced", { ...asked, mailState: "bounced" as const }, ["mail_failed"]],
  ["asked, reported as spam", { ...asked, mailState: "complained" as const }, ["mail_failed"]],
  ["asked, given up", { ...asked, mailState: "failed" as const }, ["mail_failed"]],
  ["S57 consented, time enough", active, null],
  ["S57 consented, 15 days", { ...active, deliveryDueAt: due(15) }, null],
  ["S57 consented, 14 days", { ...active, deliveryDueAt: due(14) }, ["delivery_ends"]],
  ["W11 delivery ran out", { ...active, deliveryDueAt: due(-1) }, null],
  ["consented: an old bounce is of no matter", { ...active, mailState: "bounced" as const }, null],
])("%s", (_, facts, reasons) => {
  expect(attentionOf(facts, now)?.reasons ?? null).toEqual(reasons);
});

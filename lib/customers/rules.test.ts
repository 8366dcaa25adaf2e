import { customerState, noRound, type CustomerFacts } from "./rules";

const now = new Date("2026-03-10T12:00:00Z");
const later = new Date("2026-03-20T23:00:00Z");
const earlier = new Date("2026-03-10T11:59:59Z");

const known: CustomerFacts = {
  known: true,
  criteriaMet: true,
  taken: null,
  ...noRound,
};
const added: CustomerFacts = {
  ...known,
  known: false,
  associationId: "a",
  timeZone: "Europe/Amsterdam",
  consentDueAt: later,
};
const asked: CustomerFacts = { ...added, requestedAt: earlier, mailState: "delivered" };
const consented: CustomerFacts = {
  ...asked,
  known: true,
  consentedAt: earlier,
  deliveryDueAt: later,
};

describe("customerState (section 2, S7–S17)", () => {
  const table: [string, CustomerFacts, object | null][] = [
    [
      "S6 known customer",
      known,
      { kind: "known", tab: "eligible", type: "not_started", action: "claim_customer" },
    ],
    ["S46 added, not asked", added, { kind: "to_ask", daysLeft: 10, action: "trigger_consent" }],
    [
      "S54 asked",
      asked,
      { kind: "asked", daysLeft: 10, mail: "delivered", action: "resend_consent" },
    ],
    [
      "S9 consented",
      consented,
      { kind: "active", type: "active", daysLeft: 10, action: "submit_claim" },
    ],
    [
      "S9 consented stays Active when criteria fail later",
      { ...consented, criteriaMet: false },
      { kind: "active" },
    ],
    [
      "S11 criteria",
      { ...known, criteriaMet: false },
      { tab: "ineligible", reason: "criteria", action: "why" },
    ],
    [
      "S12 other partner",
      { ...asked, taken: "consent" },
      { tab: "ineligible", reason: "consent", action: "why" },
    ],
    ["S13 done elsewhere", { ...known, taken: "done" }, { tab: "ineligible", reason: "done" }],
    [
      "S14 submitted",
      { ...consented, claimStatus: "submitted" },
      { tab: "complete", claimStatus: "submitted", action: "view_claim" },
    ],
    ["S56 added, time ran out", { ...asked, consentDueAt: earlier }, null],
    ["S56 to the instant", { ...asked, consentDueAt: now }, null],
    [
      "D6 claimed, time ran out",
      { ...asked, known: true, consentDueAt: earlier },
      { kind: "known" },
    ],
    ["W11 delivery ran out", { ...consented, deliveryDueAt: earlier }, { kind: "known" }],
  ];
  it.each(table)("%s", (_name, facts, expected) => {
    const state = customerState(facts, now);
    if (expected === null) expect(state).toBeNull();
    else expect(state).toMatchObject(expected);
  });
});

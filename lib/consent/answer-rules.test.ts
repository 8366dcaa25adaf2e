import { canWithdraw, consentStatus, type RequestFacts } from "./rules";
import { WORDING_VERSION, wordingOf } from "./wording";

const now = new Date("2026-03-10T09:00:00Z");
const due = new Date("2026-04-09T22:00:00Z");

describe("where a request stands (D8–D11, D14)", () => {
  const open: RequestFacts = {
    replacedAt: null,
    closedAt: null,
    closedFor: null,
    consentDueAt: due,
    endedAt: null,
    endReason: null,
    decision: null,
  };
  const just = (at: Date, ms: number) => new Date(at.getTime() + ms);
  test.each<[string, Partial<RequestFacts>, Date, string]>([
    ["in time", {}, now, "open"],
    ["the last millisecond", {}, just(due, -1), "open"],
    ["the deadline itself", {}, due, "expired"],
    [
      "ended as expired, by a clock ahead",
      { endedAt: due, endReason: "consent_expired" },
      due,
      "expired",
    ],
    [
      "ended by the clock while an answer from before the deadline waited",
      { endedAt: due, endReason: "consent_expired" },
      just(due, -1),
      "expired",
    ],
    ["accepted", { decision: "accept" }, now, "accepted"],
    ["accepted, long ago", { decision: "accept" }, just(due, 1), "accepted"],
    [
      "accepted, delivery ran out",
      { decision: "accept", endedAt: due, endReason: "delivery_expired" },
      due,
      "accepted",
    ],
    [
      "accepted and withdrawn",
      { decision: "accept", endedAt: now, endReason: "withdrawn" },
      now,
      "withdrawn",
    ],
    ["declined", { decision: "decline", endedAt: now, endReason: "declined" }, now, "declined"],
    [
      "declined, and closed by a clock behind",
      {
        decision: "decline",
        endedAt: now,
        endReason: "declined",
        closedAt: now,
        closedFor: "taken",
      },
      now,
      "declined",
    ],
    ["replaced", { replacedAt: now }, now, "replaced"],
    [
      "replaced, then the other contact declined",
      { replacedAt: now, endedAt: now, endReason: "declined" },
      now,
      "replaced",
    ],
    ["answered, then replaced", { decision: "accept", replacedAt: now }, now, "accepted"],
    [
      "closed by another partner's consent",
      { closedAt: now, closedFor: "taken" },
      now,
      "no_longer_open",
    ],
    [
      "its contact can be none (D19)",
      { closedAt: now, closedFor: "contact" },
      now,
      "other_contact",
    ],
    [
      "the same, and past the deadline",
      { closedAt: now, closedFor: "contact", endedAt: due, endReason: "consent_expired" },
      due,
      "other_contact",
    ],
    ["closed, and past the deadline", { closedAt: now, closedFor: "taken" }, due, "no_longer_open"],
    [
      "closed, and ended by the clock since",
      { closedAt: now, closedFor: "taken", endedAt: due, endReason: "consent_expired" },
      due,
      "no_longer_open",
    ],
    [
      "ended by the partner when the time was over already",
      { endedAt: due, endReason: "cancelled" },
      just(due, 1),
      "expired",
    ],
    ["ended by the partner", { endedAt: now, endReason: "cancelled" }, now, "no_longer_open"],
  ])("%s", (_, facts, at, status) => {
    expect(consentStatus({ ...open, ...facts }, at)).toBe(status);
  });

  test.each([
    ["agreed", {}, true],
    ["the claim was submitted", { submittedAt: now }, false],
    ["ended", { endedAt: now }, false],
    ["the delivery window is over", { deliveryDueAt: now }, false],
    ["declined", { decision: "decline" as const }, false],
    ["not answered", { decision: null }, false],
  ])("a consent can be withdrawn until the claim is submitted: %s", (_, facts, can) => {
    const agreed = {
      decision: "accept" as const,
      deliveryDueAt: due,
      endedAt: null,
      submittedAt: null,
    };
    expect(canWithdraw({ ...agreed, ...facts }, now)).toBe(can);
  });
});

describe("the wording (D10, D15)", () => {
  const facts = {
    engagementName: "Microsoft 365 Digital Workforce",
    tenantName: "Koninklijke Vereniging van Brabantse Molenaars",
    partnerName: "Van den Heuvel & Dochters Digitale Oplossingen",
    locationCity: "Amsterdam",
    locationCountry: "NL",
    deliveryDays: 90,
  };

  test.each(["en", "nl"] as const)("in %s is plain: no sentence over 20 words", (language) => {
    const { text } = wordingOf(language, facts);
    const long = text.split(/\n+|(?<=[.!?])\s/).filter((line) => line.split(/\s+/).length > 20);
    expect(long).toEqual([]);
    for (const said of [facts.engagementName, facts.tenantName, facts.partnerName, "90", "IP"]) {
      expect(text).toContain(said);
    }
  });

  test("of a version never changes: an old answer's text can be made again", () => {
    expect(WORDING_VERSION).toBe("2026-11");
    expect(wordingOf("en", facts, "2026-11").hash).toBe(
      "675f7b7bc524b2e2b7cd2b529c6426a735fefbe7c36e999284190c9620d9283b",
    );
    expect(wordingOf("nl", facts, "2026-11").hash).toBe(
      "e1b135f877c62bb461af173cea427fc1a37489ab7c81ec72d0e5d4c465dcd7d4",
    );
    expect(() => wordingOf("en", facts, "none")).toThrow("no wording");
  });

  test.each(["en", "nl"] as const)("in %s ends a line with one full stop", (language) => {
    const stopped = { ...facts, tenantName: "Contoso B.V.", engagementName: "Apps Co." };
    expect(wordingOf(language, stopped).text).not.toContain("..");
    expect(wordingOf(language, stopped).text).toContain("Contoso B.V.\n");
  });

  test("another fact is another text, with another hash", () => {
    expect(wordingOf("en", { ...facts, deliveryDays: 60 }).hash).not.toBe(
      wordingOf("en", facts).hash,
    );
  });
});

import type { PersonKey } from "./people";
import type { Round } from "./rounds";
import type { DemoTenant, Profile } from "./tenants";

/** Gives tenants of a profile, each once. */
export type Pool = (profile: Profile, wanted?: (tenant: DemoTenant) => boolean) => DemoTenant;

const main = "collaborative-apps";
type Story = Omit<Round, "partner" | "location" | "by" | "engagement" | "origin" | "tenant">;

/**
 * The scenes of the first persona's Customers page for one workshop: every row state of section 2,
 * deadlines today, tomorrow and yesterday, and everything that can end a round.
 */
export function scenes(pool: Pool): Round[] {
  const added = (story: Story, tenant = pool("starter"), by: PersonKey = "admin"): Round => ({
    ...story,
    partner: "noordzee",
    location: "amsterdam",
    by,
    engagement: main,
    origin: "added",
    tenant,
  });
  const rival = (key: string, tenant: DemoTenant, story: Omit<Story, "key">): Round => ({
    ...story,
    key,
    partner: "fjordline",
    location: "stockholm",
    by: "elsa",
    engagement: main,
    origin: "added",
    tenant,
  });
  /** A consent for another workshop, long ago, by which the partner knows the customer (S6). */
  const known = (key: string, tenant: DemoTenant, daysAgo: number): Round => ({
    ...added(
      {
        key,
        createdDaysAgo: daysAgo,
        request: { after: 1, mail: "delivered" },
        answer: { after: 5, decision: "accept" },
        claim: { after: 50, status: "paid" },
      },
      tenant,
    ),
    engagement: "m365-digital-workforce",
  });

  const contested = pool("starter", ({ language }) => language === "nl");
  const lost = pool("starter");
  const takenByRival = pool("starter");
  const doneByRival = pool("starter");
  const secondChance = pool("starter");
  const claimed = pool("starter", ({ language }) => language === "nl");
  const claimedSilent = pool("starter");

  return [
    ...toAsk(added),
    ...asked(added, contested),
    rival("rival-open", contested, { createdDaysAgo: 4, request: { after: 0, mail: "delivered" } }),
    ...active(added),
    ...complete(added),
    ...ended(added, secondChance),
    // Ineligible: (b) a rival's consent, (c) done with a rival, and a request that lost (D8).
    known("knows-taken", takenByRival, 260),
    rival("rival-consent", takenByRival, {
      createdDaysAgo: 40,
      request: { after: 0, mail: "delivered" },
      answer: { after: 3, decision: "accept" },
    }),
    known("knows-done", doneByRival, 280),
    rival("rival-done", doneByRival, {
      createdDaysAgo: 150,
      request: { after: 0, mail: "delivered" },
      answer: { after: 2, decision: "accept" },
      claim: { after: 60, status: "approved" },
    }),
    added({ key: "lost", createdDaysAgo: 11, request: { after: 1, mail: "delivered" } }, lost),
    rival("rival-first", lost, {
      createdDaysAgo: 8,
      request: { after: 0, mail: "delivered" },
      answer: { after: 6, decision: "accept" },
    }),
    // Claimed again by the same partner (S35): one under way, one that came to nothing (D6).
    known("knows-claimed", claimed, 230),
    {
      ...added(
        { key: "claimed", createdDaysAgo: 5, request: { after: 0, mail: "delivered" } },
        claimed,
      ),
      origin: "claimed",
    },
    known("knows-silent", claimedSilent, 300),
    {
      ...added(
        { key: "claimed-silent", createdDaysAgo: 45, request: { after: 2, mail: "delivered" } },
        claimedSilent,
      ),
      origin: "claimed",
    },
    // (a): customers of other workshops that are too small, or too far along, for this one.
    ...[0, 1, 2, 3, 4, 5].map((at) =>
      known(`knows-other-${at}`, pool(at % 2 === 0 ? "mature" : "small"), 200 + at * 9),
    ),
  ];
}

type Added = (story: Story, tenant?: DemoTenant, by?: PersonKey) => Round;

/** S46: nothing sent yet; 30 days, some days, one day, last day. */
function toAsk(added: Added): Round[] {
  return [0, 6, 14, 23, 29, 30].map((createdDaysAgo) =>
    added({
      key: `to-ask-${createdDaysAgo}`,
      createdDaysAgo,
      ...(createdDaysAgo === 14
        ? { mismatchReason: "Customer uses a different domain for email" }
        : {}),
    }),
  );
}

/** S54: asked, with every state of delivery; one day and last day among them. */
function asked(added: Added, contested: DemoTenant): Round[] {
  return [
    added({ key: "sent", createdDaysAgo: 2, request: { after: 2, mail: "sent" } }),
    added(
      { key: "contested", createdDaysAgo: 9, request: { after: 1, mail: "delivered" } },
      contested,
    ),
    // D19: at an adviser's, so staff of the programme decide first.
    added({
      key: "outside",
      createdDaysAgo: 4,
      request: {
        after: 2,
        mail: "sent",
        outside: {
          email: "k.holm@raadgevers.example",
          reason: "The adviser who leads the customer's IT while it looks for a new director.",
        },
      },
    }),
    added({ key: "delayed", createdDaysAgo: 3, request: { after: 2, mail: "delayed" } }),
    added({ key: "bounced", createdDaysAgo: 12, request: { after: 3, mail: "bounced" } }),
    added({ key: "complained", createdDaysAgo: 8, request: { after: 1, mail: "complained" } }),
    added({ key: "asked-soon", createdDaysAgo: 25, request: { after: 4, mail: "delivered" } }),
    added({ key: "asked-tomorrow", createdDaysAgo: 29, request: { after: 2, mail: "delivered" } }),
    added({ key: "asked-today", createdDaysAgo: 30, request: { after: 1, mail: "delivered" } }),
  ];
}

/** S57: consented; fresh, half-way, nearly over, last day tomorrow and today. */
function active(added: Added): Round[] {
  return [2, 21, 47, 78, 89, 90].map((consentedDaysAgo) =>
    added({
      key: `active-${consentedDaysAgo}`,
      createdDaysAgo: consentedDaysAgo + 4,
      request: { after: 1, mail: "delivered" },
      answer: { after: 4, decision: "accept" },
    }),
  );
}

/** S14: done, with the claim at every station. */
function complete(added: Added): Round[] {
  const stations = [
    ["submitted", 60, 40],
    ["under_review", 66, 50],
    ["action_required", 94, 60],
    ["approved", 111, 49],
    ["paid", 128, 52],
    ["rejected", 88, 66],
    ["disputed", 120, 84],
    ["rejected_final", 150, 80],
    // These two waited too long for the partner, and ran out.
    ["action_required", 141, 70],
    ["rejected", 160, 60],
  ] as const;
  return stations.map(([status, createdDaysAgo, after]) =>
    added({
      key: `complete-${status}-${createdDaysAgo}`,
      createdDaysAgo,
      request: { after: 1, mail: "delivered" },
      answer: { after: 6, decision: "accept" },
      claim: { after, status },
    }),
  );
}

/** D7: what ended, and why; one customer with two rounds. */
function ended(added: Added, secondChance: DemoTenant): Round[] {
  const declined = (key: string, createdDaysAgo: number, reason?: string, tenant?: DemoTenant) =>
    added(
      {
        key,
        createdDaysAgo,
        request: { after: 1, mail: "delivered" },
        answer: { after: 4, decision: "decline", ...(reason ? { reason } : {}) },
      },
      tenant,
    );
  return [
    added({
      key: "ran-out-yesterday",
      createdDaysAgo: 31,
      request: { after: 2, mail: "delivered" },
    }),
    added({ key: "ran-out-unsent", createdDaysAgo: 52 }),
    declined("declined-budget", 19, "We have no time for this before the end of the quarter."),
    declined("declined-partner", 34, "We already work with another company on this."),
    declined("declined-silent", 41),
    declined("declined-then-again", 70, "Please ask again in the spring.", secondChance),
    added(
      { key: "again", createdDaysAgo: 7, request: { after: 1, mail: "delivered" } },
      secondChance,
    ),
    added({
      key: "withdrawn",
      createdDaysAgo: 58,
      request: { after: 1, mail: "delivered" },
      answer: { after: 3, decision: "accept" },
      withdrawnAfter: 20,
    }),
    added({
      key: "not-delivered",
      createdDaysAgo: 130,
      request: { after: 1, mail: "delivered" },
      answer: { after: 8, decision: "accept" },
    }),
  ];
}

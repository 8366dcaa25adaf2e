import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { reading, type Visitor } from "@/lib/ctx";
import { submitClaim } from "../claims/submit-claim";
import { endLapsed } from "@/lib/customers/end-lapsed";
import { Refusal } from "@/lib/errors";
import { BROWSER, formOf } from "@/testing/asked";
import { claimOf, giveProof } from "@/testing/claims";
import { fixture, type Association, type Company, type Engagement } from "@/testing/fixture";
import { askedRequest } from "@/lib/views/asked-request";
import { differences } from "@/testing/facts";
import { mailedLinks } from "@/testing/mailed-links";
import { tries } from "@/testing/tries";
import { deadline } from "../time/deadline";
import { answerConsent } from "./answer";
import { resendConsent } from "./resend";
import { saveContact } from "./save-contact";
import { sendConsent } from "./send";
import { withdrawConsent } from "./withdraw";

/**
 * Random histories of one customer, whom three partners ask for the same workshop, against a model of
 * a few lines: after each act the facts are those of the model, and so is what each link says. What a
 * link said once of an ending it says for ever (D18).
 */
const RUNS = tries("HISTORIES", { ci: 15, whole: 200 });
jest.setTimeout(60_000 + RUNS * 4_000);

const f = fixture();
const ZONE = "Europe/Amsterdam";
const MINUTE = 60_000;

type Who = 0 | 1 | 2;
type Act =
  | { act: "wait"; minutes: number }
  | { act: "send" | "resend" | "withdraw" | "submit" | "again"; who: Who }
  | { act: "answer"; who: Who; request: number; link: number; decision: "accept" | "decline" }
  | { act: "lapse" };

const who = fc.constantFrom<Who>(0, 1, 2);
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.record({
        act: fc.constant("wait" as const),
        minutes: fc.constantFrom(20, 1_440, 14_400, 43_199, 43_200, 86_400, 133_920),
      }),
    },
    { weight: 4, arbitrary: fc.record({ act: fc.constant("send" as const), who }) },
    {
      weight: 1,
      arbitrary: fc.record({ act: fc.constantFrom("resend", "withdraw", "submit", "again"), who }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        act: fc.constant("answer" as const),
        who,
        request: fc.nat(2),
        link: fc.nat(2),
        decision: fc.constantFrom("accept", "decline"),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ act: "lapse" as const }) },
  ),
  { minLength: 3, maxLength: 14 },
);

type Request = {
  id: string;
  links: string[];
  replaced: boolean;
  /** Another partner's consent ended it. */
  closed: boolean;
  answer: "accept" | "decline" | null;
};
type Round = {
  id: string;
  due: number;
  requests: Request[];
  deliveryDue: number | null;
  submitted: boolean;
  ended: "declined" | "withdrawn" | null;
};

/** The model: what a round is at a moment. */
function stateOf(round: Round, now: number): string {
  if (round.ended) return round.ended;
  if (round.deliveryDue === null) return now >= round.due ? "consent_expired" : "waiting";
  if (round.submitted) return "submitted";
  return now >= round.deliveryDue ? "delivery_expired" : "agreed";
}
const holds = (round: Round, now: number) => ["agreed", "submitted"].includes(stateOf(round, now));
function statusOf(round: Round, request: Request, now: number): string {
  if (request.answer === "decline") return "declined";
  if (request.answer === "accept") return round.ended === "withdrawn" ? "withdrawn" : "accepted";
  if (request.replaced) return "replaced";
  if (request.closed) return "no_longer_open";
  return now >= round.due ? "expired" : "open";
}

class World {
  now = f.now.getTime();
  known: [boolean, boolean, boolean] = [false, false, false];
  rounds: [Round, Round, Round];
  past: { round: Round; who: Who }[] = [];
  /** What the links of a request said when they first spoke of an ending. */
  told = new Map<string, string>();

  private constructor(
    private readonly field: { partners: Company[]; engagement: Engagement },
    private readonly tenant: Awaited<ReturnType<typeof f.tenant>>,
    rounds: [Association, Association, Association],
  ) {
    this.rounds = [newRound(rounds[0]), newRound(rounds[1]), newRound(rounds[2])];
  }

  static async create(field: { partners: Company[]; engagement: Engagement }) {
    const tenant = await f.tenant({ eligibleFor: [field.engagement] });
    const begin = (at: Who) => f.association(field.partners[at]!, tenant, field.engagement);
    return new World(field, tenant, [await begin(0), await begin(1), await begin(2)]);
  }

  /** Does it for real, and says what the model expected. */
  async perform(act: Act): Promise<{ got: string; expected: string }> {
    this.now += 11 * MINUTE;
    switch (act.act) {
      case "wait":
        this.now += act.minutes * MINUTE;
        return { got: "", expected: "" };
      case "lapse":
        await endLapsed(f.system(this.at));
        return { got: "", expected: "" };
      case "send":
        return this.send(act.who);
      case "resend":
        return this.resend(act.who);
      case "answer":
        return this.answer(act);
      case "withdraw":
        return this.withdraw(act.who);
      case "submit":
        return this.submit(act.who);
      case "again":
        return this.again(act.who);
    }
  }

  private get at() {
    return new Date(this.now);
  }
  private rivals(at: Who): Round[] {
    return this.rounds.filter((round) => round !== this.rounds[at]);
  }
  private ctx(at: Who) {
    return f.ctx(this.field.partners[at]!.admin, this.at);
  }
  private visitor(at: Who, request: Request, link: number): Visitor {
    const linkId = request.links[link % request.links.length]!;
    const partnerId = this.field.partners[at]!.id;
    return { ...f.visitor({ linkId, requestId: request.id, partnerId }), userAgent: BROWSER };
  }

  /** Whether the partner may ask, and else why not. */
  private askable(at: Who): string {
    const state = stateOf(this.rounds[at], this.now);
    if (state === "consent_expired") return "expired";
    if (state === "declined" || state === "agreed" || state === "submitted")
      return "already_answered";
    if (state === "delivery_expired") return "already_answered|round_ended";
    if (state === "withdrawn") return "round_ended";
    return this.rivals(at).some((one) => holds(one, this.now)) ? "no_longer_open" : "done";
  }

  private async send(at: Who) {
    const round = this.rounds[at];
    const expected = this.askable(at);
    const draft = randomUUID();
    const got = await outcome(async () => {
      await saveContact(this.ctx(at), {
        firstName: "Zoë",
        lastName: "de Vries",
        title: "CIO",
        email: `zoe@${this.tenant.domain}`,
        language: "nl",
        partnerName: "Robin",
        partnerEmail: "robin@partner.example",
        partnerPhone: "",
        draft,
        associationId: round.id,
      });
      const { requestId } = await sendConsent(this.ctx(at), { draftId: draft });
      for (const request of round.requests) request.replaced ||= !request.closed;
      round.requests.push({
        id: requestId,
        links: await linksOf(requestId),
        replaced: false,
        closed: false,
        answer: null,
      });
    });
    return { got, expected };
  }

  private async resend(at: Who) {
    const round = this.rounds[at];
    const request = round.requests.find((one) => !one.replaced && !one.closed);
    const may = this.askable(at);
    const expected = may === "done" && !request ? "not_found" : may;
    const got = await outcome(async () => {
      await resendConsent(this.ctx(at), { associationId: round.id });
      request!.links = await linksOf(request!.id);
    });
    return { got, expected };
  }

  private async answer({ who: at, request: n, link, decision }: Extract<Act, { act: "answer" }>) {
    const round = this.rounds[at];
    const request = round.requests.at(-1 - (n % Math.max(1, round.requests.length)));
    if (!request) return { got: "", expected: "" };
    const status = statusOf(round, request, this.now);
    const answered = ["accepted", "declined", "withdrawn"].includes(status);
    const expected = status === "open" ? "done" : answered ? "already_answered" : status;
    const visitor = this.visitor(at, request, link);
    const form = await formOf(f, visitor, this.at);
    const got = await outcome(() => answerConsent(f.ctx(visitor, this.at), { ...form, decision }));
    if (expected === "done") {
      request.answer = decision;
      if (decision === "decline") round.ended = "declined";
      else {
        round.deliveryDue = deadline(this.at, this.field.engagement.deliveryDays, ZONE).getTime();
        this.known[at] = true;
        for (const rival of this.rivals(at)) {
          if (stateOf(rival, this.now) !== "waiting") continue;
          for (const other of rival.requests) other.closed ||= !other.replaced;
        }
      }
    }
    return { got, expected };
  }

  private async withdraw(at: Who) {
    const round = this.rounds[at];
    const request = round.requests.find(({ answer }) => answer === "accept") ?? round.requests[0];
    if (!request) return { got: "", expected: "" };
    const may = stateOf(round, this.now) === "agreed";
    const visitor = this.visitor(at, request, 0);
    const form = await formOf(f, visitor, this.at);
    const got = await outcome(() => withdrawConsent(f.ctx(visitor, this.at), form));
    if (may) round.ended = "withdrawn";
    return { got, expected: may ? "done" : "not_to_withdraw" };
  }

  /** W1: once consented the partner sends the claim in, until the delivery window is over. */
  private async submit(at: Who) {
    const round = this.rounds[at];
    const state = stateOf(round, this.now);
    const [claim] = await f.sql<{ number: number; status: string }>(
      "select number, status from workshop_claims where association_id = $1",
      [round.id],
    );
    if (!claim) return { got: state === "agreed" ? "no claim" : "", expected: "" };
    const may = state === "agreed";
    if (may) await giveProof(f, await claimOf(f, round.id));
    const got = await outcome(() =>
      submitClaim(f.ctx(this.field.partners[at]!.admin, this.at), { number: claim.number }),
    );
    if (may) round.submitted = true;
    const ranOut = ["not_submitted_expired", "editing"].includes(claim.status);
    return { got, expected: may ? "done" : ranOut ? "claim_expired" : "claim_moved" };
  }

  /** D7: after an end the same partner begins anew. */
  private async again(at: Who) {
    const old = this.rounds[at];
    const over = !["waiting", "agreed", "submitted"].includes(stateOf(old, this.now));
    if (!over) return { got: "", expected: "" };
    await endLapsed(f.system(this.at));
    this.past.push({ round: old, who: at });
    const association = await f.association(
      this.field.partners[at]!,
      this.tenant,
      this.field.engagement,
      {
        createdAt: this.at,
        consentDueAt: deadline(this.at, this.field.engagement.consentDays, ZONE),
        origin: this.known[at] ? "claimed" : "added",
      },
    );
    this.rounds[at] = newRound(association);
    return { got: "", expected: "" };
  }

  /** The facts of all rounds, as they are and as the model has them. */
  async compare() {
    const all = [...this.past, ...this.rounds.map((round, at) => ({ round, who: at as Who }))];
    const rows = await f.sql<{ id: string; state: string; decisions: number; live: number }>(
      `select a.id, case
         when a.end_reason is not null then a.end_reason::text
         when a.consented_at is null then case when a.consent_due_at <= $2 then 'consent_expired' else 'waiting' end
         when a.submitted_at is not null then 'submitted'
         when a.delivery_due_at <= $2 then 'delivery_expired' else 'agreed' end as state,
         (select count(*)::int from consent_decisions d where d.association_id = a.id) as decisions,
         (select count(*)::int from associations b where b.tenant_id = $1 and b.consented_at is not null
           and b.ended_at is null and (b.submitted_at is not null or b.delivery_due_at > $2)) as live
       from associations a where a.tenant_id = $1`,
      [this.tenant.id, this.at],
    );
    const real = new Map(rows.map((row) => [row.id, row]));
    for (const { round } of all) {
      const row = real.get(round.id);
      expect(row?.state).toBe(stateOf(round, this.now));
      expect(row?.decisions).toBe(round.requests.filter(({ answer }) => answer !== null).length);
      expect(row?.live).toBeLessThanOrEqual(1);
    }
    return all;
  }

  /** What each link says. */
  async compareLinks() {
    for (const { round, who: at } of await this.compare()) {
      for (const request of round.requests) {
        const visitor = this.visitor(at, request, 0);
        const view = await reading(f.ctx(visitor, this.at), (tx) =>
          askedRequest(tx, { language: null }),
        );
        expect(view.status).toBe(statusOf(round, request, this.now));
        const said = this.told.get(request.id);
        if (said !== undefined && !(said === "accepted" && view.status === "withdrawn"))
          expect(view.status).toBe(said);
        if (view.status !== "open") this.told.set(request.id, view.status);
      }
    }
  }
}

function newRound(association: Association): Round {
  return {
    id: association.id,
    due: association.consentDueAt.getTime(),
    requests: [],
    deliveryDue: null,
    submitted: false,
    ended: null,
  };
}

async function linksOf(requestId: string): Promise<string[]> {
  const rows = await f.sql<{ id: string }>(
    "select id from consent_links where request_id = $1 order by created_at",
    [requestId],
  );
  const ids = rows.map(({ id }) => id);
  await mailedLinks(f, "consent", ids);
  return ids;
}

async function outcome(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return "done";
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test(`${RUNS} random histories go as the model says (D5–D11, D14, S54–S57)`, async () => {
  const partners = [await f.partner(), await f.partner(), await f.partner()];
  const field = { partners, engagement: await f.engagement() };
  await fc.assert(
    fc.asyncProperty(acts, async (history) => {
      const world = await World.create(field);
      for (const act of history) {
        const { got, expected } = await world.perform(act);
        expect(expected.split("|")).toContain(got);
        await world.compareLinks();
      }
    }),
    { numRuns: RUNS },
  );
  expect(await f.sql("select * from audit_faults()")).toEqual([]);
  expect(await differences(f)).toEqual([]);
  const seen = await f.sql(
    `select distinct coalesce(end_reason::text, 'open') as end from associations`,
  );
  if (RUNS >= 100) expect(seen.length).toBeGreaterThanOrEqual(4);
});

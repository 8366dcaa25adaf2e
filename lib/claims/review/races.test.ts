import { openDatabase, type Database } from "@/db/client";
import type { Operator } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { inReview } from "@/testing/claims";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { differences } from "@/testing/facts";
import { tries } from "@/testing/tries";
import { approveClaim } from "./approve-claim";
import { askAction } from "./ask-action";
import { rejectClaim } from "./reject-claim";
import { takeOverReview } from "./take-over-review";

/** How many contests of each kind; more by `CONTESTS`. */
const COUNT = tries("CONTESTS", { ci: 5, whole: 100 });
jest.setTimeout(120_000 + COUNT * 4_000);

const f = fixture();
const why = {
  reasons: [{ requirement: "general" as const, code: "other" as const }],
  comment: "See above.",
};

/** Two web servers, each with a pool of its own. */
let servers: [Database, Database];
let company: Company;
let engagement: Engagement;
let reviewers: [Operator, Operator];

beforeAll(async () => {
  const open = () => openDatabase(f.urls().webUrl, { max: 3, timeoutMs: 20_000 });
  servers = [open(), open()];
  company = await f.partner();
  engagement = await f.engagement();
  reviewers = [await f.operator({ name: "Amara" }), await f.operator({ name: "Jonas" })];
});
afterAll(() => Promise.all(servers.map((server) => server.close())));

async function outcomeOf(act: Promise<void>): Promise<string> {
  try {
    await act;
    return "done";
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test(`W12 ${COUNT} times approve against reject against ask, by two reviewers at once: one decision each`, async () => {
  const seen: Record<string, number> = {};
  const claims: string[] = [];
  for (let n = 0; n < COUNT; n++) {
    const it = await inReview(f, { company, engagement, reviewer: reviewers[0] });
    const { number, version } = it.claim;
    claims.push(it.claim.id);
    const ctx = (who: number, at: number) => ({
      actor: reviewers[who]!,
      now: it.at,
      db: servers[(at + n) % 2]!,
    });
    const contest = [
      approveClaim(ctx(0, 0), { number, version }),
      askAction(ctx(0, 1), { number, version, ...why }),
      takeOverReview(ctx(1, 1), { number, version }).then(() =>
        rejectClaim(ctx(1, 1), { number, version: version + 1, ...why }),
      ),
    ];
    const outcomes = await Promise.all(contest.map(outcomeOf));
    const key = outcomes.join(" ");
    seen[key] = (seen[key] ?? 0) + 1;
  }
  // Who was first differs from contest to contest; that nobody was second does not.
  expect(
    Object.keys(seen).filter((key) => key.split(" ").filter((one) => one === "done").length !== 1),
  ).toEqual([]);
  expect(Object.values(seen).reduce((sum, n) => sum + n, 0)).toBe(COUNT);
  const wrong = await f.sql(
    `select c.number, c.status, count(r.id)::int as decisions, count(distinct e.id)::int as mails
     from workshop_claims c left join claim_reviews r on r.claim_id = c.id
     left join emails e on e.template = 'claim-decision' and e.variables->>'claimNumber' = c.number::text
     where c.id = any($1) group by c.partner_id, c.id
     having count(distinct r.id) <> 1 or count(distinct e.id) <> 2 or min(r.decision) <> c.status::text`,
    [claims],
  );
  expect(wrong).toEqual([]);
  expect(await f.sql("select * from audit_faults()")).toEqual([]);
  expect(await differences(f)).toEqual([]);
});

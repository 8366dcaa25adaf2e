import { randomInt } from "node:crypto";
import { transaction, type Operator } from "@/lib/ctx";
import { submitClaim } from "@/lib/claims/submit-claim";
import { getAskedRequest } from "@/lib/consent/queries";
import { decide } from "@/lib/consent/decide";
import { startRounds } from "@/lib/customers/start-rounds";
import { questionsOf } from "@/lib/claims/surveys/queries";
import { deadline } from "@/lib/time/deadline";
import { addLink, addRequest } from "@/testing/asked";
import { claimOf, giveProof } from "@/testing/claims";
import { review } from "@/testing/claim-moves";
import { tries } from "@/testing/tries";
import { fixture, type Association, type Company } from "@/testing/fixture";
import { addRate } from "../rates/add-rate";
import { rateInput } from "../rates/schema";
import { changeVersion } from "./change-version";
import { publishVersion } from "./publish-version";
import { getListing, lastPublished, listVersions, seenOf } from "./queries";
import { changeVersionInput, publishInput } from "./schema";

/** `HISTORIES`: how many random histories of an engagement; `SEED`: with which the first begins. */
const HISTORIES = tries("HISTORIES", { ci: 6, whole: 2_000 });
const MOST_STEPS = 20;
const DAY = 86_400_000;
const f = fixture();

type Said = {
  name: string;
  consentDays: number;
  deliveryDays: number;
  poe: string;
  survey: string;
};
type Round = {
  id: string;
  said: Said;
  at: Date;
  consent?: { at: Date; rate: number | null };
  paid?: true;
};
let company: Company;
let editor: Operator;
let staff: Operator;
beforeAll(async () => {
  company = await f.partner();
  editor = await f.operator({ roles: ["catalogue_editor"] });
  staff = await f.operator();
});

test(`P8, P13, D5, D16: after ${HISTORIES} random histories every round has what its version said, every payout its day's rate`, async () => {
  const first = Number(process.env.SEED ?? randomInt(2 ** 31));
  let paid = 0;
  for (let n = 0; n < HISTORIES; n++) {
    paid += await history(first + n);
    // What is known to all engagements grows with both.
    if (n % 50 === 49)
      await f.sql("truncate engagements, tenants, customer_counts, claim_counts cascade");
  }
  if (HISTORIES >= 6) expect(paid).toBeGreaterThan(0);
}, 7_200_000);

/** Some acts of everybody on one engagement, beside a small model of what each round began under. @returns how many were paid */
async function history(seed: number): Promise<number> {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const engagement = await f.engagement({ holdsFrom: "2026-01-01" });
  await f.sql(
    "insert into engagement_rates (engagement_id, band, valid_from, amount_minor) select $1, b, '2026-01-01', 100 from unnest('{A,B,C}'::text[]) b",
    [engagement.id],
  );
  const { slug } = engagement;
  let now = f.now;
  const today = () => now.toISOString().slice(0, 10);
  const rates: { from: string; minor: number | null }[] = [{ from: "2026-01-01", minor: 100 }];
  const versions: { from: string; said: Said }[] = [
    {
      from: "2026-01-01",
      said: {
        name: engagement.name,
        consentDays: 30,
        deliveryDays: 90,
        poe: "invoice!",
        survey: "",
      },
    },
  ];
  let drafted = { ...versions[0]!.said };
  const rounds: Round[] = [];
  const inForce = () => versions.filter(({ from }) => from <= today()).at(-1)!.said;
  const rateOn = (at: Date) => {
    const day = new Intl.DateTimeFormat("en-CA", {
      timeZone: company.location.timeZone,
      dateStyle: "short",
    }).format(at);
    return rates
      .filter(({ from }) => from <= day)
      .sort((a, b) => a.from.localeCompare(b.from))
      .at(-1);
  };
  const ctx = () => f.ctx({ ...editor, signedInAt: now }, now);
  const draft = () =>
    transaction(ctx(), async (tx) => {
      const all = await listVersions(tx, (await getListing(tx, slug)).id);
      const open = all.find(({ publishedAt }) => publishedAt === null);
      return {
        revision: seenOf(all),
        open: open !== undefined,
        last: lastPublished(all)?.holdsFrom ?? "",
      };
    });
  const edit = async (fields: Record<string, string>) =>
    changeVersion(
      ctx(),
      changeVersionInput.parse({ slug, revision: String((await draft()).revision), ...fields }),
    );

  const acts = [
    async function days() {
      drafted = { ...drafted, consentDays: 5 + random(60), deliveryDays: 20 + random(90) };
      const { consentDays, deliveryDays } = drafted;
      await edit({
        part: "windows",
        consentDays: String(consentDays),
        deliveryDays: String(deliveryDays),
        reviewDays: "120",
        disputeDays: "30",
      });
    },
    async function proof() {
      drafted = {
        ...drafted,
        poe: ["invoice!", "invoice!\npartner_survey!", "partner_survey!\ninvoice"][random(3)]!,
      };
      await edit({ part: "proof", poe: drafted.poe });
    },
    async function name() {
      drafted = { ...drafted, name: `Workshop ${String(random(1_000))}` };
      await edit({
        part: "basics",
        name: drafted.name,
        summaryEn: "E",
        summaryNl: "N",
        resources: "",
      });
    },
    async function survey() {
      drafted = { ...drafted, survey: `q${random(1_000)}` };
      await edit({ part: "surveys", partnerSurvey: `${drafted.survey} | text | A | A` });
    },
    async function publish() {
      const { open, revision, last } = await draft();
      if (!open || last > today()) return;
      const from = new Date(now.getTime() + (last === today() ? 1 + random(3) : random(4)) * DAY);
      const day = from.toISOString().slice(0, 10);
      await publishVersion(ctx(), publishInput.parse({ slug, revision: String(revision), day }));
      versions.push({ from: day, said: { ...drafted } });
    },
    async function rate() {
      const from = new Date(now.getTime() + (1 + random(3)) * DAY).toISOString().slice(0, 10);
      if (rates.some((one) => one.from === from)) return;
      const units = random(6) === 0 ? null : 100 + random(900);
      await addRate(
        ctx(),
        rateInput.parse({
          slug,
          band: "C",
          validFrom: from,
          amount: units === null ? "" : String(units),
        }),
      );
      rates.push({ from, minor: units === null ? null : units * 100 });
    },
    pass,
    pass,
    pass,
    () => begin("added"),
    () => begin("claimed"),
    consent,
    consent,
    pay,
    pay,
  ];
  function pass() {
    now = new Date(now.getTime() + (1 + random(3)) * DAY);
    return Promise.resolve();
  }
  async function begin(origin: "added" | "claimed") {
    const tenant = await f.tenant();
    if (origin === "claimed") await f.known(company, tenant);
    const begun = transaction(f.ctx(company.admin, now), (tx) =>
      startRounds(tx, {
        draft: null,
        origin,
        tenantId: tenant.id,
        locationId: company.location.id,
        engagementIds: [engagement.id],
        customerEmail: `c@${tenant.domain}`,
        mismatchReason: null,
      }),
    );
    // Where it pays nothing it is not offered (S19).
    if (rateOn(now)?.minor == null) {
      await expect(begun).rejects.toThrow();
      return;
    }
    const { associations } = await begun;
    rounds.push({ id: associations[0]!.id, said: { ...inForce() }, at: now });
  }
  async function consent() {
    const open = rounds.filter(
      ({ consent: given, at, said }) =>
        !given && now < deadline(at, said.consentDays, company.location.timeZone),
    );
    const round = open[random(Math.max(1, open.length))];
    if (!round) return;
    const at = new Date(Math.max(now.getTime(), round.at.getTime() + 60_000));
    await f.sql(
      "update associations set requested_at = $2 where id = $1 and requested_at is null",
      [round.id, at],
    );
    const [association] = await f.sql<Association>(
      `select id, partner_id as "partnerId", consent_due_at as "consentDueAt", created_at as "createdAt" from associations where id = $1`,
      [round.id],
    );
    const visitor = await addLink(f, await addRequest(f, company, association!));
    await transaction(f.ctx(visitor, at), async (tx) =>
      decide(tx, await getAskedRequest(tx), {
        decision: "accept",
        fullName: "Zoë de Vries",
        reason: "",
        language: "nl",
        confirmedByCode: false,
      }),
    );
    round.consent = { at, rate: rateOn(at)!.minor };
  }
  async function pay() {
    const open = rounds.filter(
      ({ consent: given, paid, at, said }) =>
        given &&
        !paid &&
        given.rate !== null &&
        given.at <= now &&
        now < deadline(at, said.deliveryDays, company.location.timeZone),
    );
    const round = open[random(Math.max(1, open.length))];
    if (!round) return;
    const claim = await claimOf(f, round.id);
    const at = new Date(Math.max(now.getTime(), claim.statusAt.getTime()) + 60_000);
    await giveProof(f, claim);
    await submitClaim(f.ctx(company.admin, at), { number: claim.number });
    for (const to of ["under_review", "approved", "paid"] as const) {
      const by = { ...staff, signedInAt: at };
      await review(f.ctx(by, at), claim.number, to);
    }
    round.paid = true;
  }

  const steps = 8 + random(MOST_STEPS - 8);
  const published = async () =>
    await f.sql<{ id: string; says: string }>(
      `select id, to_jsonb(v)::text as says from engagement_versions v where published_at is not null and engagement_id = $1`,
      [engagement.id],
    );
  const asPublished = new Map<string, string>();
  // At its end one more round goes all the way, so that payments do not hang on chance.
  const last = [() => begin("added"), consent, pay];
  for (let step = 0; step < steps + last.length; step++) {
    await (last[step - steps] ?? acts[random(acts.length)]!)();
    for (const { id, says } of await published()) {
      expect({ seed, says }).toEqual({ seed, says: asPublished.get(id) ?? says });
      asPublished.set(id, says);
    }
  }

  for (const { id, said, at, consent: given, paid } of rounds) {
    const [row] = await f.sql<{
      due: Date;
      delivery: Date | null;
      requires: string[] | null;
      payout: string | null;
      claim: string | null;
      status: string | null;
      name: string;
    }>(
      `select a.consent_due_at as due, a.delivery_due_at as delivery, c.requires, c.payout_minor as payout, c.id as claim,
         c.status, v.name
       from associations a join engagement_versions v on v.id = a.version_id left join workshop_claims c on c.association_id = a.id where a.id = $1`,
      [id],
    );
    const zone = company.location.timeZone;
    expect({ seed, ...row }).toMatchObject({
      seed,
      due: deadline(at, said.consentDays, zone),
      delivery: given ? deadline(given.at, said.deliveryDays, zone) : null,
      requires: given
        ? said.poe.split("\n").flatMap((line) => (line.endsWith("!") ? [line.slice(0, -1)] : []))
        : null,
      payout: given?.rate == null ? null : String(given.rate),
      name: said.name,
      status: given ? (paid ? "paid" : "editing") : null,
    });
    if (!row?.claim) continue;
    const asks = await transaction(f.ctx(company.admin, now), (tx) => questionsOf(tx, row.claim!));
    expect(asks.partner.map((one) => one.id)).toEqual(said.survey === "" ? [] : [said.survey]);
  }
  return rounds.filter(({ paid }) => paid).length;
}

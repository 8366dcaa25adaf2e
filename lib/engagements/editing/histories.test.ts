import { randomInt } from "node:crypto";
import { sql } from "drizzle-orm";
import { transaction } from "@/lib/ctx";
import { getAskedRequest } from "@/lib/consent/queries";
import { decide } from "@/lib/consent/decide";
import { startRounds } from "@/lib/customers/start-rounds";
import { questionsOf } from "@/lib/claims/surveys/queries";
import { deadline } from "@/lib/time/deadline";
import { addLink, addRequest } from "@/testing/asked";
import { fixture, type Association } from "@/testing/fixture";
import { changeVersion } from "./change-version";
import { publishVersion } from "./publish-version";
import { getListing, lastPublished, listVersions } from "./queries";
import { changeVersionInput, publishInput } from "./schema";

/** `HISTORIES`: of how many steps the random history is; 2,000 by hand, a few of them here. */
const STEPS = Number(process.env.HISTORIES ?? 40);
const DAY = 86_400_000;
const f = fixture();

type Said = { consentDays: number; deliveryDays: number; poe: string; survey: string };
type Round = { id: string; said: Said; at: Date; consent?: { at: Date; rate: number } };

test(`P8, P13, D5, D16: after ${STEPS} random acts every round has what its version said, every payout its day's rate`, async () => {
  const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const company = await f.partner();
  const editor = await f.operator({ roles: ["catalogue_editor"] });
  const engagement = await f.engagement({ holdsFrom: "2026-01-01" });
  await f.sql(
    "insert into engagement_rates (engagement_id, band, valid_from, amount_minor) select $1, b, '2026-01-01', 100 from unnest('{A,B,C}'::text[]) b",
    [engagement.id],
  );
  const { slug } = engagement;
  let now = f.now;
  const today = () => now.toISOString().slice(0, 10);
  const rates = [{ from: "2026-01-01", minor: 100 }];
  const versions: { from: string; said: Said }[] = [
    {
      from: "2026-01-01",
      said: { consentDays: 30, deliveryDays: 90, poe: "invoice!", survey: "" },
    },
  ];
  let drafted = { ...versions[0]!.said };
  const rounds: Round[] = [];
  const inForce = () => versions.filter(({ from }) => from <= today()).at(-1)!.said;
  const ctx = () => f.ctx({ ...editor, signedInAt: now }, now);
  const draft = () =>
    transaction(ctx(), async (tx) => {
      const all = await listVersions(tx, (await getListing(tx, slug)).id);
      const open = all.find(({ publishedAt }) => publishedAt === null);
      return { revision: open?.revision ?? 0, open: open !== undefined, last: lastPublished(all)?.holdsFrom ?? "" }; // prettier-ignore
    });
  const edit = async (fields: Record<string, string>) =>
    changeVersion(ctx(), changeVersionInput.parse({ slug, revision: String((await draft()).revision), ...fields })); // prettier-ignore

  const acts = [
    async function days() {
      drafted = { ...drafted, consentDays: 5 + random(60), deliveryDays: 20 + random(90) };
      const { consentDays, deliveryDays } = drafted;
      await edit({ part: "windows", consentDays: String(consentDays), deliveryDays: String(deliveryDays), reviewDays: "120", disputeDays: "30" }); // prettier-ignore
    },
    async function proof() {
      drafted = { ...drafted, poe: ["invoice!", "invoice!\npartner_survey!", "partner_survey!\ninvoice"][random(3)]! }; // prettier-ignore
      await edit({ part: "proof", poe: drafted.poe });
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
      const from = new Date(now.getTime() + (2 + random(5)) * DAY).toISOString().slice(0, 10);
      if (rates.some((one) => one.from === from)) return;
      const minor = 100 + random(900);
      await transaction(ctx(), (tx) =>
        tx.db
          .execute(sql`insert into engagement_rates (engagement_id, band, valid_from, amount_minor, proposed_by)
          values (${engagement.id}, 'C', ${from}, ${minor}, ${editor.userId})`),
      );
      rates.push({ from, minor });
    },
    function wait() {
      now = new Date(now.getTime() + (1 + random(3)) * DAY);
      return Promise.resolve();
    },
    begin,
    begin,
    consent,
    consent,
  ];
  async function begin() {
    const tenant = await f.tenant();
    const result = await transaction(f.ctx(company.admin, now), (tx) =>
      startRounds(tx, {
        draft: null,
        origin: "added",
        tenantId: tenant.id,
        locationId: company.location.id,
        engagementIds: [engagement.id],
        customerEmail: `c@${tenant.domain}`,
        mismatchReason: null,
      }),
    );
    rounds.push({ id: result.associations[0]!.id, said: { ...inForce() }, at: now });
  }
  async function consent() {
    const open = rounds.filter(
      ({ consent: given, at, said }) => !given && now < deadline(at, said.consentDays, company.location.timeZone), // prettier-ignore
    );
    const round = open[random(Math.max(1, open.length))];
    if (!round) return;
    const at = new Date(Math.max(now.getTime(), round.at.getTime() + 60_000));
    await f.sql("update associations set requested_at = $2 where id = $1 and requested_at is null", [round.id, at]); // prettier-ignore
    const [association] = await f.sql<Association>(
      `select id, partner_id as "partnerId", consent_due_at as "consentDueAt", created_at as "createdAt" from associations where id = $1`,
      [round.id],
    );
    const visitor = await addLink(f, await addRequest(f, company, association!));
    await transaction(
      f.ctx(visitor, at),
      async (tx) =>
      decide(tx, await getAskedRequest(tx), { decision: "accept", fullName: "Zoë de Vries", reason: "", language: "nl", confirmedByCode: false }), // prettier-ignore
    );
    const day = new Intl.DateTimeFormat("en-CA", { timeZone: company.location.timeZone, dateStyle: "short" }).format(at); // prettier-ignore
    const paid = rates.filter(({ from }) => from <= day).sort((a, b) => a.from.localeCompare(b.from)).at(-1); // prettier-ignore
    round.consent = { at, rate: paid!.minor };
  }

  for (let step = 0; step < STEPS; step++) await acts[random(acts.length)]!();

  for (const { id, said, at, consent: given } of rounds) {
    const [row] = await f.sql<{ due: Date; delivery: Date | null; requires: string[] | null; payout: string | null; claim: string | null }>(
      `select a.consent_due_at as due, a.delivery_due_at as delivery, c.requires, c.payout_minor as payout, c.id as claim
       from associations a left join workshop_claims c on c.association_id = a.id where a.id = $1`,
      [id],
    ); // prettier-ignore
    const zone = company.location.timeZone;
    expect({ seed, ...row }).toMatchObject({
      seed,
      due: deadline(at, said.consentDays, zone),
      delivery: given ? deadline(given.at, said.deliveryDays, zone) : null,
      requires: given
        ? said.poe.split("\n").flatMap((line) => (line.endsWith("!") ? [line.slice(0, -1)] : []))
        : null,
      payout: given ? String(given.rate) : null,
    });
    if (!row?.claim) continue;
    const asks = await transaction(f.ctx(company.admin, now), (tx) => questionsOf(tx, row.claim!));
    expect(asks.partner.map((one) => one.id)).toEqual(said.survey === "" ? [] : [said.survey]);
  }
  expect(rounds.length).toBeGreaterThan(0);
}, 600_000);

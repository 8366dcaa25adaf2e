import { Readable } from "node:stream";
import { reading, type Operator } from "@/lib/ctx";
import { addWord } from "@/lib/engagements/words/add-word";
import { changeWord } from "@/lib/engagements/words/change-word";
import { removeWord } from "@/lib/engagements/words/remove-word";
import { removeWordInput, wordInput } from "@/lib/engagements/words/schema";
import { addRate } from "@/lib/engagements/rates/add-rate";
import { agreeRate } from "@/lib/engagements/rates/agree-rate";
import { removeRate } from "@/lib/engagements/rates/remove-rate";
import { rateInput, whichRate } from "@/lib/engagements/rates/schema";
import { barTenant } from "@/lib/eligibility/bar/bar-tenant";
import { barTenantInput } from "@/lib/eligibility/bar/schema";
import { changeTenant } from "@/lib/eligibility/change-tenant";
import { receive } from "@/lib/files/receive";
import { beginImport } from "@/lib/imports/begin-import";
import { correctImport } from "@/lib/imports/correct-import";
import { getRun } from "@/lib/imports/queries";
import { receiveImport } from "@/lib/imports/receive-import";
import { beginImportInput, correctImportInput } from "@/lib/imports/schema";
import { workImport } from "@/lib/imports/work";
import { changePartner } from "@/lib/partners/change-partner";
import { changeLocation } from "@/lib/partners/locations/change-location";
import { removeQualification } from "@/lib/partners/qualifications/remove-qualification";
import { saveQualification } from "@/lib/partners/qualifications/save-qualification";
import {
  removeQualificationInput,
  saveQualificationInput,
  seenSpells,
} from "@/lib/partners/qualifications/schema";
import { changeLocationInput, changePartnerInput } from "@/lib/partners/schema";
import { changeOperatorRoles } from "@/lib/people/operators/change-operator-roles";
import { seenOf } from "@/lib/people/members/rules";
import { changeSettings } from "@/lib/programme/change-settings";
import { settingsInput } from "@/lib/programme/schema";
import { changeTenantInput } from "@/lib/tenants/schema";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { tries } from "@/testing/tries";

/** P4: two operators at once on one thing of the console: one is first, the other is told, and nothing is lost unseen. */
const f = fixture();
/** `CONTESTS`: how many of each kind; 200 and more in all. */
const COUNT = tries("CONTESTS", { ci: 1, whole: 20 });
jest.setTimeout(120_000 + COUNT * 60_000);

let pia: Operator;
let per: Operator;
beforeAll(async () => {
  pia = await f.operator({ name: "Pia" });
  per = await f.operator({ name: "Per" });
});
const one = () => f.ctx(pia);
const other = () => f.ctx(per);

type Contest = {
  first: () => Promise<unknown>;
  second: () => Promise<unknown>;
  /** What stands afterwards, where the first or the second was it. */
  stands: () => Promise<unknown>;
  ends: readonly [unknown, unknown];
};

const value = async (text: string, values: unknown[]) =>
  (await f.sql<{ value: unknown }>(text, values))[0]?.value ?? null;
const revisionOf = async (text: string, values: unknown[]) =>
  String((await f.sql<{ value: number }>(text, values))[0]?.value);
let n = 0;

const kinds: Record<string, () => Promise<Contest>> = {
  async partner() {
    const { id } = await f.partner();
    const revision = await revisionOf("select revision as value from partners where id = $1", [id]);
    const change = (name: string) =>
      changePartnerInput.parse({ partner: id, revision, name, country: "NL" });
    const [a, b] = [`First ${++n}`, `Second ${n}`];
    return {
      first: () => changePartner(one(), change(a)),
      second: () => changePartner(other(), change(b)),
      stands: () => value("select name as value from partners where id = $1", [id]),
      ends: [a, b],
    };
  },
  async location() {
    const { id, location } = await f.partner();
    const { mpnId, name, country, timeZone, revision } = location;
    const change = (city: string) =>
      changeLocationInput.parse({
        partner: id,
        location: location.id,
        revision: String(revision),
        mpnId,
        name,
        city,
        country,
        timeZone,
      });
    return {
      first: () => changeLocation(one(), change("Delft")),
      second: () => changeLocation(other(), change("Gouda")),
      stands: () => value("select city as value from locations where id = $1", [location.id]),
      ends: ["Delft", "Gouda"],
    };
  },
  async "last day of a qualification"() {
    const { at, spell, seen, last } = await qualified();
    const save = (validUntil: string) =>
      saveQualificationInput.parse({ ...at, ...spell, validUntil, seen });
    return {
      first: () => saveQualification(one(), save("2027-01-31")),
      second: () => saveQualification(other(), save("2027-06-30")),
      stands: last,
      ends: ["2027-01-31", "2027-06-30"],
    };
  },
  async "qualification that is taken away"() {
    const { at, spell, seen, last } = await qualified();
    return {
      first: () =>
        saveQualification(
          one(),
          saveQualificationInput.parse({ ...at, ...spell, validUntil: "2027-01-31", seen }),
        ),
      second: () =>
        removeQualification(other(), removeQualificationInput.parse({ ...at, ...spell, seen: "" })),
      stands: last,
      ends: ["2027-01-31", null],
    };
  },
  async tenant() {
    const { id, country, revision } = await f.tenant();
    const change = (name: string) =>
      changeTenantInput.parse({ tenant: id, revision: String(revision), name, country, tpid: "" });
    return {
      first: () => changeTenant(one(), change("Okapi")),
      second: () => changeTenant(other(), change("Tapir")),
      stands: () => value("select name as value from tenants where id = $1", [id]),
      ends: ["Okapi", "Tapir"],
    };
  },
  async "tenant that is not allowed"() {
    const { id, revision } = await f.tenant();
    const bar = (reason: string) =>
      barTenantInput.parse({ tenant: id, revision: String(revision), reason });
    return {
      first: () => barTenant(one(), bar("public_sector")),
      second: () => barTenant(other(), bar("wrong_cloud")),
      stands: () => value("select barred_for as value from tenants where id = $1", [id]),
      ends: ["public_sector", "wrong_cloud"],
    };
  },
  async word() {
    const { key, change } = await area();
    return {
      first: () => changeWord(one(), change("Sea")),
      second: () => changeWord(other(), change("Sky")),
      stands: () => value("select label_en as value from solution_areas where key = $1", [key]),
      ends: ["Sea", "Sky"],
    };
  },
  async "word that is removed"() {
    const { key, revision, change } = await area();
    return {
      first: () => changeWord(one(), change("Sea")),
      second: () =>
        removeWord(other(), removeWordInput.parse({ of: "solution-areas", key, revision })),
      stands: () => value("select label_en as value from solution_areas where key = $1", [key]),
      ends: ["Sea", null],
    };
  },
  async settings() {
    const revision = await revisionOf("select revision as value from programme", []);
    const change = (name: string) => settingsInput.parse({ ...settings, name, revision });
    const [a, b] = [`Programme ${++n}`, `Office ${n}`];
    return {
      first: () => changeSettings(one(), change(a)),
      second: () => changeSettings(other(), change(b)),
      stands: () => value("select name as value from programme", []),
      ends: [a, b],
    };
  },
  async "roles of an operator"() {
    const { userId: id, roles } = await f.operator({ roles: ["reader"] });
    const seen = seenOf(roles);
    return {
      first: () => changeOperatorRoles(one(), { id, seen, role: ["reviewer"] }),
      second: () => changeOperatorRoles(other(), { id, seen, role: ["payments"] }),
      stands: () =>
        value(
          "select string_agg(role::text, ' ') as value from operator_grants where user_id = $1",
          [id],
        ),
      ends: ["reviewer", "payments"],
    };
  },
  async "rate that is agreed with, and proposed anew"() {
    const { slug, id } = await f.engagement();
    const revision = await revisionOf("select revision as value from programme", []);
    await changeSettings(
      one(),
      settingsInput.parse({ ...settings, twoEditors: "yes", name: `Two ${++n}`, revision }),
    );
    const which = { slug, band: "A", validFrom: "2026-08-01" };
    await addRate(one(), rateInput.parse({ ...which, amount: "5" }));
    const seen = whichRate.parse({ ...which, seen: "500" });
    return {
      async first() {
        await removeRate(one(), seen);
        await addRate(one(), rateInput.parse({ ...which, amount: "6" }));
      },
      second: () => agreeRate(other(), seen),
      stands: () =>
        value(
          "select amount_minor::int || case when agreed_at is null then ' waits' else '' end as value from engagement_rates where engagement_id = $1",
          [id],
        ),
      ends: ["600 waits", "500"],
    };
  },
  async "import that is read otherwise"() {
    const { id, pass } = await looked();
    const correct = (separator: string) => correctImportInput.parse({ id, pass, separator });
    return {
      first: () => correctImport(one(), correct("comma")),
      second: () => correctImport(other(), correct("tab")),
      stands: () =>
        value("select options ->> 'separator' as value from import_runs where id = $1", [id]),
      ends: ["comma", "tab"],
    };
  },
  async "import that is begun"() {
    const { id, pass } = await looked();
    return {
      first: () => correctImport(one(), correctImportInput.parse({ id, pass, separator: "comma" })),
      second: () => beginImport(other(), beginImportInput.parse({ id, pass })),
      stands: () => value("select state as value from import_runs where id = $1", [id]),
      ends: ["received", "running"],
    };
  },
};

const settings = {
  ...{
    name: "Workshops",
    senderName: "Office",
    organisation: "Office B.V.",
    address: "Herengracht 1",
  },
  ...{ email: "office@programme.example", privacy: "https://programme.example/privacy" },
  ...{ language: "en", timeZone: "Europe/Amsterdam", locationIdName: "MPN ID", keptYears: "5" },
  ...{ operatorsFactor: "yes", approverPays: "yes", twoEditors: "no", liveLookup: "no" },
};

async function qualified() {
  const { id, location } = await f.partner();
  const at = { partner: id, location: location.id };
  const spell = { qualification: "solutions-partner:security", validFrom: "2026-01-01" };
  const input = { ...at, ...spell, validUntil: "", seen: "" };
  await saveQualification(one(), saveQualificationInput.parse(input));
  const last = () =>
    value("select valid_until::text as value from location_qualifications where location_id = $1", [
      location.id,
    ]);
  return { at, spell, seen: seenSpells([{ ...spell, validUntil: null }]), last };
}

async function area() {
  const key = `area-${++n}`;
  const said = { of: "solution-areas", key, labelNl: "Gebied" };
  await addWord(one(), wordInput.parse({ ...said, labelEn: "Area", revision: "0" }));
  const revision = await revisionOf("select revision as value from solution_areas where key = $1", [
    key,
  ]);
  const change = (labelEn: string) => wordInput.parse({ ...said, labelEn, revision });
  return { key, revision, change };
}

async function looked() {
  const file = await receive(Readable.from([`Partner,Partner country\nContested ${++n},NL\n`]), {
    most: 1_000,
  });
  const id = await receiveImport(one(), { kind: "partners", name: "contested.csv", file });
  await workImport(f.system(), id, () => f.now);
  const { pass } = await reading(one(), (tx) => getRun(tx, id));
  return { id, pass: String(pass) };
}

test.each(Object.keys(kinds))(`%s (${COUNT})`, async (kind) => {
  for (let round = 0; round < COUNT; round++) {
    const contest = await kinds[kind]!();
    const code = async (work: () => Promise<unknown>) => (await refusedWith(work())) ?? "done";
    const turned = round % 2 === 1;
    const order = turned ? [contest.second, contest.first] : [contest.first, contest.second];
    const codes = await Promise.all(order.map(code));
    const [first = "", second = ""] = turned ? codes.toReversed() : codes;
    expect([first, second].filter((end) => end === "done")).toHaveLength(1);
    expect(first === "done" ? second : first).toMatch(
      /^(changed_meanwhile|import_looked_anew|import_moved|not_found|rate_gap)$/,
    );
    expect(await contest.stands()).toBe(contest.ends[first === "done" ? 0 : 1]);
  }
});

import { reading } from "@/lib/ctx";
import { programmeLocation, programmePartner } from "@/lib/views/programme/partner";
import { programmePartners } from "@/lib/views/programme/partners";
import { fixture } from "@/testing/fixture";
import { refusal } from "@/testing/refusal";
import { changePartner } from "./change-partner";
import { createPartner } from "./create-partner";
import { changeLocation } from "./locations/change-location";
import { createLocation } from "./locations/create-location";
import { addLocationInput, changeLocationInput, changePartnerInput, partnerFields } from "./schema";

const f = fixture();
const manager = (options: { name?: string; companies?: string[] } = {}) =>
  f.operator({ roles: ["partner_manager"], ...options });
let mark = 0;
const newName = () => `Contoso ${++mark}`;
const newMpn = () => String(70_000 + ++mark);
const place = (partner: string, values: Record<string, string> = {}) =>
  addLocationInput.parse({
    ...{ partner, mpnId: newMpn(), name: "Contoso Gent", city: "Gent", country: "BE" },
    ...values,
  });
const refused = async (work: Promise<unknown>) => (await refusal(work))?.errors ?? null;
const codes = async (work: Promise<unknown>) =>
  (await refused(work))?.map(({ field, code }) => `${field}:${code}`);

test("P25 a partner manager makes a partner; nobody else does, whatever their role", async () => {
  const actor = await manager();
  const input = partnerFields.parse({ name: newName(), country: "NL" });
  const others = await f.operator({
    roles: ["administrator", "catalogue_editor", "data_steward", "reviewer", "payments", "reader"],
  });
  const { admin } = await f.partner();
  for (const other of [others, admin])
    expect(await codes(createPartner(f.ctx(other), input))).toEqual([":forbidden"]);
  const id = await createPartner(f.ctx(actor), input);
  const view = await reading(f.ctx(actor), (tx) => programmePartner(tx, { id }));
  expect(view).toMatchObject({ ...input, edits: "yes", locations: [] });
  expect(view.counts).toEqual({
    people: 0,
    engagements: 0,
    asked: 0,
    consented: 0,
    claims: 0,
    paid: 0,
  });
  expect(view.history).toMatchObject([
    {
      event: "partner.created",
      who: { kind: "programme", name: actor.name },
      changes: [
        { field: "name", before: null, after: input.name },
        { field: "country", before: null, after: "NL" },
      ],
    },
  ]);
});

test("a second partner of one name in one country is refused, whatever the letters; two at once make one", async () => {
  const ctx = f.ctx(await manager());
  const name = newName();
  const make = (changed: object) =>
    createPartner(ctx, partnerFields.parse({ name, country: "NL", ...changed }));
  const both = await Promise.all([codes(make({})), codes(make({ name: name.toUpperCase() }))]);
  expect(both.filter((one) => one !== undefined)).toEqual([["name:partner_exists"]]);
  await make({ country: "BE" });
});

test("P4 of two who edit a partner at once the second is told what the first changed", async () => {
  const [first, second] = [await manager({ name: "Ida" }), await manager()];
  const id = await createPartner(f.ctx(first), { name: newName(), country: "NL" });
  const change = (who: typeof first, name: string, revision: number) =>
    changePartner(
      f.ctx(who),
      changePartnerInput.parse({ partner: id, name, country: "NL", revision: String(revision) }),
    );
  await change(first, "By Ida", 1);
  expect(await refused(change(second, "By me", 1))).toEqual([
    { field: "", code: "changed_meanwhile", params: { by: "person", name: "Ida" } },
    { field: "name", code: "stands_now", params: { value: "By Ida" } },
  ]);
  const both = await Promise.all(
    [first, second].map((who, n) => refused(change(who, `Race ${n}`, 2))),
  );
  expect(both.filter((one) => one === null)).toHaveLength(1);
  const { history } = await reading(f.ctx(first), (tx) => programmePartner(tx, { id }));
  expect(history.map(({ event }) => event)).toEqual([
    "partner.created",
    "partner.changed",
    "partner.changed",
  ]);
  expect(history[1]?.changes).toMatchObject([{ field: "name", after: "By Ida" }]);
});

test("P26 a location has yet to enrol, in the time zone of its country", async () => {
  const actor = await manager();
  const partner = await createPartner(f.ctx(actor), { name: newName(), country: "BE" });
  const make = (values: Record<string, string> = {}) =>
    createLocation(f.ctx(actor), place(partner, values));
  const location = await make();
  const view = () => reading(f.ctx(actor), (tx) => programmeLocation(tx, { partner, location }));
  expect((await view()).location).toMatchObject({
    ...{ city: "Gent", timeZone: "Europe/Brussels", enrolment: "invited", payeeProfile: "missing" },
  });
  expect(await codes(make({ country: "US", city: "Springfield" }))).toEqual([
    "timeZone:which_time_zone",
  ]);
  await make({ country: "US", city: "New York" });
  await make({ country: "US", city: "Springfield", timeZone: "America/Chicago" });

  const { mpnId } = (await view()).location;
  const other = await createPartner(f.ctx(actor), { name: newName(), country: "BE" });
  for (const company of [partner, other])
    expect(await codes(createLocation(f.ctx(actor), place(company, { mpnId })))).toEqual([
      ":mpn_id_taken",
    ]);

  const change = (values: Record<string, string>) =>
    changeLocation(
      f.ctx(actor),
      changeLocationInput.parse({ ...place(partner, { mpnId }), location, ...values }),
    );
  await change({ city: "Brugge", revision: "1" });
  expect(await codes(change({ city: "Luik", revision: "1" }))).toEqual([
    ":changed_meanwhile",
    "city:stands_now",
  ]);
  expect((await view()).history.map(({ event, changes }) => [event, changes.length])).toEqual([
    ["location.created", 5],
    ["location.changed", 1],
  ]);
  expect(
    await codes(
      changeLocation(
        f.ctx(actor),
        changeLocationInput.parse({ ...place(other), location, revision: "2" }),
      ),
    ),
  ).toEqual([":not_found"]);
});

test("P6 staff who belong to the partner change nothing of it, and read why", async () => {
  const company = await f.partner();
  const own = await manager({ companies: [company.id] });
  const wanted = { name: company.name, country: "DE", partner: company.id, revision: 1 };
  expect(await codes(changePartner(f.ctx(own), wanted))).toEqual([":own_company"]);
  expect(await codes(createLocation(f.ctx(own), place(company.id)))).toEqual([":own_company"]);
  const location = { ...place(company.id), location: company.location.id, revision: 1 };
  expect(await codes(changeLocation(f.ctx(own), location))).toEqual([":own_company"]);
  const { edits } = await reading(f.ctx(own), (tx) => programmePartner(tx, { id: company.id }));
  expect(edits).toBe("own");
});

test("partners are found by name, location, city, MPN ID and domain", async () => {
  const operator = await f.operator({ roles: ["reader"] });
  const company = await f.partner({
    name: "Æther Överblick",
    locations: [{ name: "Kontoret", city: "Göteborg", mpnId: "4455667" }],
  });
  await f.partner({ name: "Anders" });
  await f.sql("insert into partner_domains (partner_id, domain) values ($1, 'aether.example')", [
    company.id,
  ]);
  const find = async (q: string) =>
    (await reading(f.ctx(operator), (tx) => programmePartners(tx, { search: { q } }))).rows.map(
      ({ id }) => id,
    );
  for (const q of ["overblick", "kontoret goteborg", "4455667", "aether.ex"])
    expect([q, await find(q)]).toEqual([q, [company.id]]);
  expect(await find("'; drop table partners --")).toEqual([]);
});

test.each([
  ["name", { name: " " }, "required_name"],
  ["name", { name: "– –" }, "required"],
  ["country", { country: "ZZ" }, "required_country"],
  ["country", { country: undefined }, "required_country"],
  ["mpnId", { mpnId: "12a45" }, "invalid_mpn_id"],
  ["mpnId", { mpnId: "" }, "required_mpn_id"],
  ["city", { city: "" }, "required_city"],
  ["timeZone", { timeZone: "CEST" }, "invalid_time_zone"],
  ["timeZone", { timeZone: "+02:00" }, "invalid_time_zone"],
  ["timeZone", { timeZone: "Europe/Nowhere" }, "invalid_time_zone"],
])("what is typed wrongly is told at its field: %s %j", (field, values, code) => {
  const whole = {
    partner: crypto.randomUUID(),
    mpnId: "12345",
    name: "A",
    city: "B",
    country: "NL",
  };
  const read = addLocationInput.safeParse({ ...whole, ...values });
  expect(read.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    [field, code],
  ]);
});

test("a time zone under a name of before is one", () => {
  expect(place(crypto.randomUUID(), { timeZone: "Asia/Calcutta" }).timeZone).toBe("Asia/Calcutta");
});

import { reading, type Operator, type PartnerUser } from "@/lib/ctx";
import { pinnedViews } from "@/lib/views/pinned";
import { savedViewsOf } from "@/lib/views/saved-views";
import { fixture, type Company } from "@/testing/fixture";
import { changeView } from "./change-view";
import { keepView } from "./keep-view";
import { removeView } from "./remove-view";
import { changeInput, keepInput, viewOf } from "./schema";

/** K3: a list kept under a name, for oneself or for everybody here, and never more than the list. */
const make = fixture();
let company: Company;
let clerk: PartnerUser;

beforeAll(async () => {
  company = await make.partner({ locations: [{}, {}] });
  clerk = await make.user(company, {
    grants: [{ role: "incentives_user", locationId: company.location.id }],
  });
});

const of = "/claims?status=to_do&hide=payout&sort=name&after=x";
const keep = (actor: PartnerUser, name: string, ...uses: string[]) =>
  keepView(make.ctx(actor), keepInput.parse({ of, name, uses }));
const seen = async (actor: PartnerUser) =>
  (await reading(make.ctx(actor), (tx) => savedViewsOf(tx, { of }))).views;

test("what is kept is the address, without where one was in it; of lists alone", () => {
  expect(viewOf(of)).toEqual({ path: "/claims", query: "status=to_do&hide=payout&sort=name" });
  for (const address of ["//evil.example", "/settings/profile", "https://x.example/claims", null])
    expect(viewOf(address)).toBeNull();
});

test("one's own is one's own; everybody's is kept by an admin of the company, and stays within it", async () => {
  await keep(clerk, "Mine", "isDefault");
  await keep(company.admin, "Ours", "everybody", "pinned");
  expect((await seen(clerk)).map(({ name, edits }) => [name, edits])).toEqual([
    ["Mine", true],
    ["Ours", false],
  ]);
  expect((await seen(company.admin)).map(({ name }) => name)).toEqual(["Ours"]);
  const other = await make.partner();
  expect(await seen(other.admin)).toEqual([]);
  await expect(keep(clerk, "All", "everybody")).rejects.toThrow("forbidden");
  await expect(keep(clerk, "mine")).rejects.toThrow("view_name_taken");
  const [ours] = await seen(company.admin);
  for (const actor of [clerk, other.admin])
    await expect(removeView(make.ctx(actor), { id: ours!.id })).rejects.toThrow(
      actor === clerk ? "forbidden" : "not_found",
    );
});

test("one view is the default; changing replaces what it finds only when asked; removing keeps the list", async () => {
  await keep(clerk, "Second", "isDefault");
  const views = await seen(clerk);
  expect(views.filter(({ own, isDefault }) => own && isDefault).map(({ name }) => name)).toEqual([
    "Second",
  ]);
  const { id } = views.find(({ name }) => name === "Second")!;
  const change = (address: string, ...uses: string[]) =>
    changeView(make.ctx(clerk), changeInput.parse({ of: address, id, name: "Third", uses }));
  await change("/claims?status=paid");
  const third = async () => (await seen(clerk)).find((view) => view.id === id);
  expect(await third()).toMatchObject({
    name: "Third",
    isDefault: false,
    href: "/claims?status=to_do&hide=payout&sort=name",
  });
  await change("/claims?status=paid", "replace");
  expect(await third()).toMatchObject({ href: "/claims?status=paid" });
  await removeView(make.ctx(clerk), { id });
  expect(await third()).toBeUndefined();
});

test("K12 what was removed is kept again as it was, by whoever removed it", async () => {
  await keep(company.admin, "Both", "everybody", "isDefault", "pinned");
  const both = async () => (await seen(company.admin)).find(({ name }) => name === "Both");
  const before = await both();
  const done = await removeView(make.ctx(company.admin), { id: before!.id });
  expect(await both()).toBeUndefined();
  const told = (actor: PartnerUser) =>
    reading(make.ctx(actor), (tx) => savedViewsOf(tx, { of, done }));
  expect((await told(clerk)).removed).toBeNull();
  const { removed } = await told(company.admin);
  await keepView(make.ctx(company.admin), keepInput.parse(removed));
  expect({ ...(await both()), id: before!.id }).toEqual(before);
});

test("pinned ones are counted in one statement with the reader's rights, and anew once these are others", async () => {
  const engagement = await make.engagement();
  for (let n = 0; n < 3; n++) await make.association(company, await make.tenant(), engagement);
  await make.association(company, await make.tenant({ eligibleFor: [engagement] }), engagement);
  const over = await make.association(company, await make.tenant(), engagement);
  await make.sql("update associations set ended_at = $2, end_reason = 'cancelled' where id = $1", [
    over.id,
    make.now,
  ]);
  const path = `/engagements/${engagement.slug}/customers`;
  const view = { id: "", name: "x", own: true, isDefault: false, pinned: true };
  const pins = [
    { ...view, path, query: "tab=ineligible&status=criteria&status=consent" },
    { ...view, path: "/claims", query: "" },
    { ...view, path: "/claims", query: "q=word" },
    { ...view, path: "/attention", query: "kind=not_sent" },
    { ...view, path: `/engagements/${engagement.slug}/history`, query: "reason=cancelled" },
  ];
  const counts = async (actor: PartnerUser) =>
    (await pinnedViews(make.ctx(actor), pins)).map(({ count }) => count?.count ?? null);
  expect(await counts(company.admin)).toEqual([3, 0, null, 1, 1]);
  // The same person, of another location alone.
  const elsewhere = [{ role: "incentives_user" as const, locationId: company.locations[1]!.id }];
  expect(await counts({ ...company.admin, grants: elsewhere })).toEqual([0, 0, null, 0, 0]);
});

test("a pin of a list that the reader may not open any more is no part of the navigation", async () => {
  const view = { id: "", name: "x", own: true, isDefault: false, pinned: true, query: "" };
  const paths = ["payments", "contacts", "operators", "tenants"].map((one) => `/programme/${one}`);
  const pins = paths.map((path) => ({ ...view, path }));
  const hrefs = async (actor: Operator) =>
    (await pinnedViews(make.ctx(actor), pins)).map(({ href }) => href);
  const staff = await make.operator();
  expect(await hrefs(staff)).toEqual(paths.map((path) => `${path}?view=all`));
  expect(await hrefs({ ...staff, roles: ["reader"] })).toEqual(["/programme/tenants?view=all"]);
});

test("who has no role any more keeps and sees none", async () => {
  const gone = { ...clerk, grants: [] };
  await expect(keep(gone, "x")).rejects.toThrow("no_role");
  await expect(seen(gone)).rejects.toThrow("no_role");
});

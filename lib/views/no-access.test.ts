import { reading } from "../ctx";
import { fixture } from "@/testing/fixture";
import { noAccess } from "./no-access";

const f = fixture();

test("a colleague without a role sees who of the own company can give it", async () => {
  const company = await f.partner({ admin: { name: "Noor" } });
  await f.partner({ admin: { name: "Rival" } });
  await f.user(company, {
    name: "Local",
    grants: [{ role: "incentives_admin", locationId: company.location.id }],
  });
  await f.user(company, { name: "User", grants: [{ role: "incentives_user", locationId: null }] });
  await f.user(company, {
    name: "Gone",
    disabledAt: f.now,
    grants: [{ role: "incentives_admin", locationId: null }],
  });
  const colleague = await f.user(company, { name: "Sanne" });

  const view = await reading(f.ctx(colleague), (tx) => noAccess(tx, { from: "/engagements" }));
  expect(view).toMatchObject({
    kind: "role",
    name: "Sanne",
    partner: company.name,
    from: "/engagements",
    helpers: [
      { name: "Local", location: company.location.name },
      { name: "Noor", location: null },
    ],
  });
});

test("who has a role but opens what is for admins, the programme or partners, is told so", async () => {
  const company = await f.partner();
  const user = await f.user(company, {
    grants: [{ role: "incentives_user", locationId: company.location.id }],
  });
  const operator = await f.operator();
  const kind = async (actor: typeof user | typeof operator, from: string) =>
    (
      await reading<typeof actor, Awaited<ReturnType<typeof noAccess>>>(f.ctx(actor), (tx) =>
        noAccess(tx, { from }),
      )
    ).kind;
  expect(await kind(user, "/settings/users")).toBe("admin");
  expect(await kind(user, "/programme")).toBe("partner");
  expect(await kind(user, "/programme/tenants?q=x")).toBe("partner");
  expect(await kind(operator, "/engagements")).toBe("operator");
});

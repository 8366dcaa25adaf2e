import { changeOperatorRoles } from "@/lib/people/operators/change-operator-roles";
import { seenOf } from "@/lib/people/members/rules";
import { createLocation } from "@/lib/partners/locations/create-location";
import { changePartner } from "@/lib/partners/change-partner";
import { createPartner } from "@/lib/partners/create-partner";
import { resumePartner } from "@/lib/partners/resume-partner";
import { suspendPartner } from "@/lib/partners/suspend-partner";
import { factFaults, faultsAfter } from "@/testing/audit-faults";
import { fixture } from "@/testing/fixture";

const f = fixture({ tampers: true });

describe("what a partner manager says of a company", () => {
  let id: string;
  beforeAll(async () => {
    const ctx = f.ctx(await f.operator({ roles: ["partner_manager"] }));
    id = await createPartner(ctx, { name: `Watched ${f.now.getTime()}`, country: "NL" });
    await createLocation(ctx, {
      partner: id,
      mpnId: "7654321",
      name: "Here",
      city: "Gent",
      country: "BE",
      timeZone: "",
    });
    await changePartner(ctx, { partner: id, name: "Watched", country: "NL", revision: 1 });
    await suspendPartner(ctx, { partner: id, reason: "Looked into", revision: 2 });
    expect(await factFaults(f, id)).toEqual([]);
    await resumePartner(ctx, { partner: id, reason: "Fine", revision: 3 });
    expect(await factFaults(f, id)).toEqual([]);
    await suspendPartner(ctx, { partner: id, reason: "Again", revision: 4 });
    expect(await factFaults(f, id)).toEqual([]);
  });

  const mine = "where id = $1";
  const here = "where partner_id = $1";
  test.each([
    ["its name", "partner", "differs", `update partners set name = 'Other' ${mine}`],
    ["its country", "partner", "differs", `update partners set country = 'BE' ${mine}`],
    ["a partner that is deleted", "partner", "gone", `delete from partners ${mine}`],
    [
      "a partner that works again by hand",
      "partner",
      "differs",
      `update partners set suspended_at = null, suspended_by = null, suspended_why = null ${mine}`,
    ],
    [
      "why it is suspended",
      "partner",
      "differs",
      `update partners set suspended_why = 'x' ${mine}`,
    ],
    [
      "since when",
      "partner",
      "differs",
      `update partners set suspended_at = suspended_at - interval '1 day' ${mine}`,
    ],
    [
      "a location's number",
      "location",
      "differs",
      `update locations set mpn_id = '1111111' ${here}`,
    ],
    ["its time zone", "location", "differs", `update locations set time_zone = 'UTC' ${here}`],
    ["a location that is deleted", "location", "gone", `delete from locations ${here}`],
  ] as const)("%s", async (_, kind, fault, statement) => {
    expect(await faultsAfter(f, id, statement, [id])).toContainEqual(
      expect.objectContaining({ kind, fault }),
    );
  });

  test("a partner that nobody suspended", async () => {
    const company = await f.partner();
    const statement = `update partners set suspended_at = now(), suspended_why = 'x', suspended_by = (select id from users limit 1) ${mine}`;
    expect(await faultsAfter(f, company.id, statement, [company.id])).toContainEqual(
      expect.objectContaining({ kind: "partner", fault: "not_in_log" }),
    );
  });
});

test("P5 roles that an administrator gave and took are as the log says", async () => {
  const ctx = f.ctx(await f.operator({ roles: ["administrator"] }));
  const { userId } = await f.operator({ roles: ["reader"] });
  const at = f.ctx(ctx.actor, new Date(f.now.getTime() + 1));
  const set = (role: ("reader" | "payments" | "reviewer")[], seen: string[]) =>
    changeOperatorRoles(at, { id: userId, seen: seenOf(seen), role });
  const faults = async (statement = "select 1") =>
    (await faultsAfter(f, "programme", statement, [])).filter(({ id }) => id === userId).length;
  await set(["payments", "reviewer"], ["reader"]);
  expect(await faults()).toBe(0);
  await set(["payments"], ["payments", "reviewer"]);
  expect(await faults()).toBe(0);
  const mine = `user_id = '${userId}'`;
  expect(
    await faults(`insert into operator_grants (user_id, role) values ('${userId}', 'reviewer')`),
  ).toBe(1);
  expect(await faults(`delete from operator_grants where ${mine}`)).toBe(1);
  expect(await faults(`update operator_grants set granted_by = user_id where ${mine}`)).toBe(2);
});

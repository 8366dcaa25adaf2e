import { reading, type PartnerUser } from "@/lib/ctx";
import { attentionPage } from "@/lib/views/attention";
import { customerView } from "@/lib/views/customer";
import { ask } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { getCustomer } from "../one/queries";
import { finishFollowUp } from "./finish-follow-up";
import { reopenFollowUp } from "./reopen-follow-up";
import { moveFollowUp } from "./move-follow-up";
import { followUpInput } from "./schema";
import { setFollowUp } from "./set-follow-up";

const f = fixture();
const all = { role: "incentives_user", locationId: null } as const;
const at = (instant: string) => new Date(instant);

type It = Awaited<ReturnType<typeof ask>>;
type Input = Parameters<typeof setFollowUp>[1];
const set = (by: PartnerUser, it: It, more: Partial<Input> = {}) =>
  setFollowUp(f.ctx(by), {
    ...{ customer: it.association.tenantId, place: it.association.locationId, line: "Call Zoë" },
    ...{ day: "2026-03-12", assignee: by.userId, ...more },
  });
const open = async (reader: PartnerUser, it: It) =>
  reading(f.ctx(reader), async (tx) => (await getCustomer(tx, it.association.tenantId)).followUps);
const waits = async (reader: PartnerUser, instant: string, owner = "") =>
  (
    await reading(f.ctx(reader, at(instant)), (tx) =>
      attentionPage(tx, { search: { kind: "follow_up", owner } }),
    )
  ).rows;

test("K6 a follow-up waits in Attention from its day on, as the day begins at the location", async () => {
  const it = await ask(f);
  const { admin } = it.company;
  await set(admin, it);
  // Amsterdam is an hour ahead of UTC in March.
  expect(await waits(admin, "2026-03-11T22:59:59Z")).toEqual([]);
  expect(await waits(admin, "2026-03-11T23:00:00Z")).toMatchObject([
    {
      kind: "follow_up",
      customer: { id: it.association.tenantId },
      engagement: null,
      daysLeft: 0,
      detail: { kind: "line", line: "Call Zoë" },
      href: `/customers/${it.association.tenantId}#follow-ups`,
    },
  ]);
  expect(await waits(admin, "2026-03-14T09:00:00Z")).toMatchObject([{ daysLeft: -2 }]);
});

test("K6 it is moved, and done; mine are mine", async () => {
  const it = await ask(f);
  const { admin } = it.company;
  const to = await f.user(it.company, { grants: [all] });
  await set(admin, it, { assignee: to.userId });
  expect(await waits(admin, "2026-03-12T09:00:00Z", "me")).toEqual([]);
  expect(await waits(to, "2026-03-12T09:00:00Z", "me")).toHaveLength(1);
  const [one] = await open(to, it);
  expect(one).toMatchObject({ owner: to.name, day: "2026-03-12" });
  await moveFollowUp(f.ctx(to), { followUp: one!.id, revision: 1, day: "2026-03-20" });
  expect(await waits(to, "2026-03-12T09:00:00Z")).toEqual([]);
  expect(await waits(to, "2026-03-20T09:00:00Z")).toHaveLength(1);
  await finishFollowUp(f.ctx(admin), { followUp: one!.id, revision: 2 });
  expect(await waits(to, "2026-03-20T09:00:00Z")).toEqual([]);
  expect(await open(to, it)).toEqual([]);
  expect(
    (await f.sql("select event from audit_log where subject_id = $1 order by seq", [one!.id])).map(
      ({ event }) => event,
    ),
  ).toEqual(["follow_up.set", "follow_up.moved", "follow_up.done"]);
});

test("K6 of two who change one at once, one is told; what is done is not moved", async () => {
  const it = await ask(f);
  const { admin } = it.company;
  await set(admin, it);
  const [one] = await open(admin, it);
  const shown = { followUp: one!.id, revision: 1 };
  const move = (day: string) => refusedWith(moveFollowUp(f.ctx(admin), { ...shown, day }));
  expect((await Promise.all([move("2026-03-20"), move("2026-03-21")])).sort()).toEqual([
    "changed_meanwhile",
    null,
  ]);
  expect(await refusedWith(finishFollowUp(f.ctx(admin), shown))).toBe("changed_meanwhile");
  await finishFollowUp(f.ctx(admin), { ...shown, revision: 2 });
  expect(await move("2026-03-22")).toBe("follow_up_done");
});

test("K12 what was done by mistake waits again, until somebody changed it since", async () => {
  const it = await ask(f);
  const { admin } = it.company;
  const { tenantId } = it.association;
  const done = async (reader: PartnerUser, id: string) =>
    (await reading(f.ctx(reader), (tx) => customerView(tx, { tenantId, search: { done: id } })))
      .followUps.done;
  await set(admin, it);
  const [one] = await open(admin, it);
  const reopen = (by: Parameters<typeof f.ctx>[0], revision: number) =>
    refusedWith(reopenFollowUp(f.ctx(by), { followUp: one!.id, revision }));
  expect(await done(admin, one!.id)).toBeNull();
  expect(await reopen(admin, 1)).toBe("changed_meanwhile");
  await finishFollowUp(f.ctx(admin), { followUp: one!.id, revision: 1 });
  expect(await done(admin, one!.id)).toEqual({ id: one!.id, line: "Call Zoë", revision: 2 });
  expect(await reopen((await f.partner()).admin, 2)).toBe("not_found");
  expect(await reopen(await f.operator(), 2)).toBe("forbidden");
  expect(await reopen(admin, 1)).toBe("changed_meanwhile");
  expect(await reopen(admin, 2)).toBeNull();
  expect(await waits(admin, "2026-03-12T09:00:00Z")).toHaveLength(1);
  expect(await reopen(admin, 3)).toBe("changed_meanwhile");
  const told = await f.sql("select event from audit_log where subject_id = $1 order by seq", [
    one!.id,
  ]);
  expect(told.map(({ event }) => event)).toEqual([
    "follow_up.set",
    "follow_up.done",
    "follow_up.reopened",
  ]);
});

test("K6, U8 whoever left holds nothing up: it is their heir's, or nobody's, and is done all the same", async () => {
  const it = await ask(f);
  const to = await f.user(it.company, { grants: [all] });
  await set(it.company.admin, it, { assignee: to.userId });
  await f.sql("update memberships set ended_at = now() where user_id = $1", [to.userId]);
  const [one] = await open(it.company.admin, it);
  expect(one?.owner).toBeNull();
  expect(await waits(it.company.admin, "2026-03-12T09:00:00Z")).toHaveLength(1);
  await f.sql("update memberships set heir_id = $2 where user_id = $1", [
    to.userId,
    it.company.admin.userId,
  ]);
  expect(await waits(it.company.admin, "2026-03-12T09:00:00Z", "me")).toHaveLength(1);
  await finishFollowUp(f.ctx(it.company.admin), { followUp: one!.id, revision: 1 });
});

test("K6, S4 another partner's customer, a location or a person of elsewhere, a day that is over", async () => {
  const it = await ask(f);
  const { admin } = it.company;
  const elsewhere = await f.location(it.company);
  const local = await f.user(it.company, { grants: [{ ...all, locationId: elsewhere.id }] });
  const rival = await f.partner();
  await set(admin, it);
  const [one] = await open(admin, it);
  expect(await refusedWith(set(rival.admin, it, { place: rival.location.id }))).toBe("not_found");
  expect(await refusedWith(set(local, it, { place: elsewhere.id }))).toBe("not_found");
  expect(await refusedWith(set(admin, it, { place: rival.location.id }))).toBe("not_found");
  expect(await refusedWith(set(admin, it, { assignee: local.userId }))).toBe("owner_elsewhere");
  expect(await refusedWith(set(admin, it, { assignee: rival.admin.userId }))).toBe(
    "owner_elsewhere",
  );
  for (const day of ["2026-03-09", "9999-12-31"])
    expect(await refusedWith(set(admin, it, { day }))).toBe("day_over");
  for (const other of [rival.admin, local]) {
    const shown = { followUp: one!.id, revision: 1 };
    expect(await refusedWith(open(other, it))).toBe("not_found");
    const read = await f.db.transaction(f.scope(other), (db) =>
      db.execute("select from follow_ups"),
    );
    expect(read.rowCount).toBe(0);
    expect(await refusedWith(finishFollowUp(f.ctx(other), shown))).toBe("not_found");
    expect(await refusedWith(moveFollowUp(f.ctx(other), { ...shown, day: "2026-03-20" }))).toBe(
      "not_found",
    );
  }
  expect(
    await refusedWith(
      setFollowUp(f.ctx(await f.operator()), {
        customer: it.association.tenantId,
        place: elsewhere.id,
        line: "x",
        day: "2026-03-12",
        assignee: admin.userId,
      }),
    ),
  ).toBe("forbidden");
});

test("K1, K6 a follow-up waits only where its customer is seen: where a round was, or anywhere once it is known", async () => {
  const it = await ask(f);
  const { admin } = it.company;
  const elsewhere = await f.location(it.company);
  const local = await f.user(it.company, { grants: [{ ...all, locationId: elsewhere.id }] });
  const there = { place: elsewhere.id, assignee: local.userId };
  const { tenantId } = it.association;
  const offered = async () =>
    (
      await reading(f.ctx(admin), (tx) => customerView(tx, { tenantId, search: {} }))
    ).followUps.places.map(({ id }) => id);
  expect(await refusedWith(set(admin, it, there))).toBe("not_found");
  expect(await offered()).toEqual([it.association.locationId]);
  await f.known(it.company, it.tenant);
  await set(admin, it, there);
  expect((await offered()).sort()).toEqual([it.association.locationId, elsewhere.id].sort());
  expect(await waits(local, "2026-03-12T09:00:00Z")).toHaveLength(1);
  // An import said since that it is none (S6): from there it is no longer seen.
  const [one] = await open(local, it);
  await f.sql("delete from known_customers where tenant_id = $1", [tenantId]);
  expect(
    await refusedWith(
      moveFollowUp(f.ctx(admin), { followUp: one!.id, revision: 1, day: "2026-03-20" }),
    ),
  ).toBe("not_found");
  await finishFollowUp(f.ctx(admin), { followUp: one!.id, revision: 1 });
});

test("K6 what the form sends is read, or refused", () => {
  const id = crypto.randomUUID();
  const form = {
    customer: id,
    place: id,
    assignee: id,
    line: " Call\u0007 Zoë\u202E ",
    day: "2026-03-12",
  };
  expect(followUpInput.parse(form).line).toBe("Call  Zoë");
  for (const wrong of [
    { line: "" },
    { line: "x".repeat(201) },
    { day: "" },
    { day: "2026-02-30" },
    { place: "" },
  ])
    expect(followUpInput.safeParse({ ...form, ...wrong }).success).toBe(false);
});

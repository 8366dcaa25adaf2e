import { reading } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { fixture } from "@/testing/fixture";
import { programmeLocation } from "@/lib/views/programme/partner";
import { listMyLocations } from "../queries";
import { removeQualification } from "./remove-qualification";
import { saveQualification } from "./save-qualification";
import { removeQualificationInput, saveQualificationInput, seenSpells } from "./schema";

const f = fixture();
const manager = (companies: string[] = []) => f.operator({ roles: ["partner_manager"], companies });
const key = "specialization:threat-protection";
const codes = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) =>
      error instanceof Refusal
        ? error.errors.map(({ field, code }) => `${field}:${code}`)
        : Promise.reject(error as Error),
  );

test("P26 a qualification counts at its location from its first day up to its last one, there", async () => {
  const company = await f.partner({ locations: [{ timeZone: "Pacific/Auckland" }] });
  const where = { partner: company.id, location: company.location.id };
  const actor = await manager();
  const save = (from: string, until: string, by = actor, seen = "") =>
    saveQualification(
      f.ctx(by),
      saveQualificationInput.parse({
        ...where,
        qualification: key,
        validFrom: from,
        validUntil: until,
        seen,
      }),
    );
  await save("2026-03-01", "2026-03-10");

  const held = async (at: string) => {
    const ctx = f.ctx(company.admin, new Date(at));
    return (await reading(ctx, (tx) => listMyLocations(tx)))[0]?.qualifications;
  };
  expect(await held("2026-02-28T10:59:00Z")).toEqual([]);
  expect(await held("2026-02-28T11:00:00Z")).toEqual([key]);
  expect(await held("2026-03-10T10:59:00Z")).toEqual([key]);
  expect(await held("2026-03-10T11:00:00Z")).toEqual([]);

  expect(await codes(save("2026-03-05", "2026-04-01"))).toEqual(["validFrom:qualification_twice"]);
  expect(await codes(save("2026-03-01", ""))).toEqual([
    ":changed_meanwhile",
    "validUntil:stands_now",
  ]);
  await save(
    "2026-03-01",
    "",
    actor,
    seenSpells([{ qualification: key, validFrom: "2026-03-01", validUntil: "2026-03-10" }]),
  );
  expect(await held("2030-01-01T00:00:00Z")).toEqual([key]);

  const view = () => reading(f.ctx(actor), (tx) => programmeLocation(tx, where));
  expect((await view()).qualifications).toMatchObject([{ state: "countsNow", validUntil: null }]);
  const own = await manager([company.id]);
  expect(await codes(save("2027-01-01", "", own))).toEqual([":own_company"]);
  const reader = await f.operator({ roles: ["reader"] });
  expect(await codes(save("2027-01-01", "", reader))).toEqual([":forbidden"]);

  const gone = removeQualificationInput.parse({
    ...where,
    qualification: key,
    validFrom: "2026-03-01",
    seen: "",
  });
  await removeQualification(f.ctx(actor), gone);
  expect(await codes(removeQualification(f.ctx(actor), gone))).toEqual([":already_done"]);
  expect(await held("2026-03-05T00:00:00Z")).toEqual([]);
  const told = (await view()).history.filter(({ event }) => event.startsWith("location."));
  expect(told.map(({ event, changes }) => [event, changes.length])).toEqual([
    ["location.created", 5],
    ["location.qualified", 3],
    ["location.qualified", 3],
    ["location.qualification_removed", 3],
  ]);
});

test("days that are none, or in the wrong order, are told at their field", () => {
  const whole = { partner: crypto.randomUUID(), location: crypto.randomUUID(), qualification: key };
  const wrong = (values: object) =>
    saveQualificationInput
      .safeParse({ ...whole, ...values })
      .error?.issues.map(({ path, message }) => `${String(path[0])}:${message}`);
  expect(wrong({ validFrom: "2026-02-30" })).toContain("validFrom:invalid_date");
  expect(wrong({ validFrom: "" })).toEqual(["validFrom:required"]);
  expect(wrong({ validFrom: "2026-03-02", validUntil: "2026-03-01" })).toEqual([
    "validUntil:dates_out_of_order",
  ]);
  expect(wrong({ validFrom: "2026-03-02", qualification: "Security" })).toEqual([
    "qualification:required_qualification",
  ]);
});

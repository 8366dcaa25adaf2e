import { fixture } from "@/testing/fixture";

const f = fixture();

type Module = typeof import("./installation");

/** The module as a process with these settings has it. */
function withSettings(env: Record<string, string>): Module {
  Object.assign(process.env, { DEMO: "0", RESEND_API_KEY: "", CLOCK_OFFSET_MS: "0" }, env);
  let loaded: Module | undefined;
  jest.isolateModules(() => {
    loaded = jest.requireActual<Module>("./installation");
  });
  return loaded!;
}

// What is open: personas, the local mailbox, a shifted clock.
const cases = [
  ["demonstration", "1", "", "personas mailbox clock"],
  ["demonstration", "1", "re_key", "personas clock"],
  ["demonstration", "0", "", ""],
  ["test", "1", "", "mailbox clock"],
  ["test", "0", "", ""],
  ["production", "1", "", ""],
  ["production", "0", "", ""],
  ["production", "1", "re_key", ""],
] as const;

test.each(cases)(
  "in a %s database with DEMO=%s and the mail key “%s” these are open: %s",
  async (kind, DEMO, RESEND_API_KEY, open) => {
    await f.sql("update installation set kind = $1", [kind]);
    const now = withSettings({ DEMO, RESEND_API_KEY, CLOCK_OFFSET_MS: "1000" });
    const clock = await now.refuseShiftedClock(f.db).then(
      () => true,
      (error: unknown) => String(error).includes("CLOCK_OFFSET_MS") && false,
    );
    const found = {
      personas: await now.hasPersonas(f.db),
      mailbox: await now.hasMailbox(f.db),
      clock,
    };
    const names = Object.entries(found).flatMap(([name, is]) => (is ? [name] : []));
    expect(names.join(" ")).toBe(open);
  },
);

test("there is one mark, and the application cannot change it", async () => {
  const { id, kind } = await withSettings({}).installationOf(f.db);
  expect(await f.sql("select id, kind from installation")).toEqual([{ id, kind }]);
  await expect(f.sql("insert into installation (kind) values ('test')")).rejects.toThrow();
  const change = f.db.transaction({ actor: "system" }, (db) =>
    db.execute("update installation set kind = 'demonstration'"),
  );
  await expect(change).rejects.toMatchObject({ cause: { code: "42501" } });
});

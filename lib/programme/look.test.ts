import { forgetLook, knownLook, LOOK_SECONDS, plainLook } from "@/lib/installation";
import { fixture } from "@/testing/fixture";
import { changeLogo } from "./change-logo";
import { changeSettings } from "./change-settings";
import { settingsInput } from "./schema";

const f = fixture();
const revision = async () =>
  (await f.sql<{ revision: number }>("select revision from programme"))[0]!.revision;
const named = async (name: string) =>
  settingsInput.parse({
    name,
    organisation: "Office B.V.",
    address: "Herengracht 1, Amsterdam",
    email: "office@programme.example",
    privacy: "https://programme.example/privacy",
    language: "nl",
    timeZone: "Europe/Amsterdam",
    keptYears: "5",
    operatorsFactor: "yes",
    approverPays: "yes",
    twoEditors: "no",
    liveLookup: "no",
    revision: String(await revision()),
  });

afterEach(() => {
  jest.useRealTimers();
});

/** The waiting of `setTimeout` alone is played. */
const playTimers = () =>
  jest.useFakeTimers({
    doNotFake: [
      "Date",
      "hrtime",
      "nextTick",
      "performance",
      "queueMicrotask",
      "setImmediate",
      "clearImmediate",
      "setInterval",
      "clearInterval",
    ],
  });

test("P3 the look is read once for many pages, and another process sees a change within seconds", async () => {
  const operator = await f.operator();
  const [own, other] = [f.db, f.door().db];
  await changeSettings(f.ctx(operator), await named("First"));
  playTimers();
  const first = knownLook(other);
  expect(knownLook(other)).toBe(first);
  expect(await first).toMatchObject({ name: "First" });
  expect(await knownLook(own)).toMatchObject({ name: "First" });

  await changeSettings(f.ctx(operator), await named("Second"));
  expect(await knownLook(own)).toMatchObject({ name: "Second" });
  expect(knownLook(other)).toBe(first);
  await jest.advanceTimersByTimeAsync(LOOK_SECONDS * 1_000);
  expect(await knownLook(other)).toMatchObject({ name: "Second" });
});

test("P3 the process that changes the logo shows it at once", async () => {
  const operator = await f.operator();
  expect((await knownLook(f.db)).logo).toBeNull();
  const logo = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>');
  await changeLogo(f.ctx(operator), { logo, revision: await revision() });
  expect((await knownLook(f.db)).logo).toMatch(/\.svg$/);
  await changeLogo(f.ctx(operator), { logo: null, revision: await revision() });
  expect((await knownLook(f.db)).logo).toBeNull();
});

test("P3 while it cannot be read the look is what it was, and plain before that", async () => {
  const isAway = () => Promise.reject(new Error("away"));
  expect(await knownLook({ ...f.db, query: isAway })).toEqual(plainLook);

  let there = true;
  const db: typeof f.db = {
    ...f.db,
    query: (text, values) => (there ? f.db.query(text, values) : isAway()),
  };
  playTimers();
  const known = await knownLook(db);
  expect(known.name).not.toBe("");
  there = false;
  await jest.advanceTimersByTimeAsync(LOOK_SECONDS * 1_000);
  expect(await knownLook(db)).toEqual(known);
  forgetLook(db);
  expect(await knownLook(db)).toEqual(plainLook);
});

test("P3 a look that was read before is hardly waited for while the database stands still", async () => {
  let stands = false;
  const db: typeof f.db = {
    ...f.db,
    query: (text, values) => (stands ? new Promise(() => undefined) : f.db.query(text, values)),
  };
  playTimers();
  const known = await knownLook(db);
  stands = true;
  await jest.advanceTimersByTimeAsync(LOOK_SECONDS * 1_000);
  const asked = knownLook(db);
  await jest.advanceTimersByTimeAsync(300);
  expect(await asked).toEqual(known);
});

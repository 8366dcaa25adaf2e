import { resembles } from "./names";
import { isMachine, suspicions, whyNoForm, type FormSigns } from "./rules";
import { makeStamp, readStamp, sameVisitor, showedWording } from "./stamp";

const now = new Date("2026-03-10T09:00:00Z");

const seen = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const person: FormSigns = {
  trapFilled: false,
  madeAt: seen(45),
  sameWording: true,
  sameVisitor: true,
  nameFits: true,
  userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/145.0",
  saysLanguages: true,
};

test.each<[string, Partial<FormSigns>, string | null]>([
  ["a person", {}, null],
  ["slow, but of today", { madeAt: seen(24 * 3_600) }, null],
  ["of yesterday", { madeAt: seen(24 * 3_600 + 1) }, "form_stale"],
  ["from the future", { madeAt: seen(-1) }, "form_stale"],
  ["no moment at all", { madeAt: new Date(Number.NaN) }, "form_stale"],
  ["no stamp of ours", { madeAt: null }, "form_forged"],
  ["the text changed", { sameWording: false }, "form_changed"],
  ["the trap is filled", { trapFilled: true }, "trap_filled"],
  ["faster than a person", { madeAt: seen(2.9) }, "form_too_fast"],
  ["as fast as a person", { madeAt: seen(3) }, null],
])("no form of a person: %s (D10)", (_, signs, why) => {
  expect(whyNoForm({ ...person, ...signs }, now)).toBe(why);
});

test.each<[string, Partial<FormSigns>, string[]]>([
  ["a person", {}, []],
  ["another name", { nameFits: false }, ["name"]],
  ["another network or browser", { sameVisitor: false }, ["visitor"]],
  ["very quick", { madeAt: seen(5) }, ["fast"]],
  ["no language", { saysLanguages: false }, ["machine"]],
  [
    "a headless browser",
    { userAgent: "Mozilla/5.0 (X11; Linux) HeadlessChrome/145.0" },
    ["machine"],
  ],
  [
    "all of it",
    { nameFits: false, sameVisitor: false, madeAt: null, userAgent: "" },
    ["name", "visitor", "fast", "machine"],
  ],
])("suspicious: %s (D10)", (_, signs, found) => {
  expect(suspicions({ ...person, ...signs }, now)).toEqual(found);
});

test.each([
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
    false,
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36 Edg/145.0.0.0",
    false,
  ],
  ["Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", false],
  [
    "Mozilla/5.0 (Linux; Android 16; CUBOT X90) AppleWebKit/537.36 Chrome/145.0.0.0 Mobile Safari/537.36",
    false,
  ],
  ["Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", true],
  ["Mozilla/5.0 (Windows NT 10.0) BingPreview/1.0b", true],
  ["python-requests/2.32", true],
  ["curl/8.5.0", true],
  ["Barracuda Sentinel (EE) Mozilla/5.0", true],
  ["", true],
])("%s is a machine: %s", (agent, machine) => {
  expect(isMachine(agent)).toBe(machine);
});

test.each([
  ["Zoë", "de Vries", "Zoe de Vries", true],
  ["Zoë", "de Vries", "DE VRIES, ZOË", true],
  ["Zoë", "de Vries", "Z. de Vries", true],
  ["Zoë", "de Vries", "zoe vries", true],
  ["Zoë", "de Vries", "Zoe de Vrise", true],
  ["Zoë", "de Vries", "Jan de Vries", false],
  ["Zoë", "de Vries", "Zoë de Boer", false],
  ["Zoë", "de Vries", "de", false],
  ["Zoë", "de Vries", "John Doe", false],
  ["Zoë", "de Vries", "test", false],
  ["Zoë", "de Vries", "", false],
  ["Jan-Pieter", "van den Berg", "JP van den Berg", true],
  ["Jan-Pieter", "van den Berg", "Jan Pieter Berg", true],
  ["Jan-Pieter", "van den Berg", "van den", false],
  ["J.", "Smit", "Johanna Smit", true],
  ["Seán", "O’Brien", "Sean OBrien", true],
  ["Søren", "Møller", "Soren Moller", true],
  ["Jürgen", "Groß", "Jurgen Gross", true],
  ["Łukasz", "Wójcik", "lukasz wojcik", true],
  ["伟", "王", "王伟", true],
  ["伟", "王", "李娜", false],
  ["Αλέξης", "Παπάς", "Παπας Αλεξης", true],
  ["An", "Ng", "An Ng", true],
  ["An", "Ng", "Bo Ng", false],
])("%s %s could type %p: %s", (firstName, lastName, typed, fits) => {
  expect(resembles(typed, { firstName, lastName })).toBe(fits);
});

describe("a form's stamp", () => {
  const visitor = {
    linkId: "3f0c2a52-6a44-4b6f-8f43-2f6a3f1f8a10",
    ipAddress: "2001:db8:1:2:3::4",
    userAgent: "Firefox",
  };
  const wordingHash = "a".repeat(64);
  const stamp = makeStamp(visitor, { at: now, language: "nl", wordingHash });

  test("says when, in which language, which text and whose page", () => {
    const read = readStamp(stamp, visitor.linkId);
    expect(read).toMatchObject({ at: now, language: "nl" });
    expect(read && showedWording(read, wordingHash)).toBe(true);
    expect(read && showedWording(read, "b".repeat(64))).toBe(false);
  });

  test.each([
    ["itself", {}, true],
    ["another address of the same network", { ipAddress: "2001:db8:1:2:ffff::1" }, true],
    ["the same address, written out", { ipAddress: "2001:db8:1:2:3:0:0:4" }, true],
    ["another network", { ipAddress: "2001:db8:1:3::4" }, false],
    ["another browser", { userAgent: "Chrome" }, false],
  ])("knows its visitor: %s", (_, other, same) => {
    const read = readStamp(stamp, visitor.linkId);
    expect(read && sameVisitor(read, { ...visitor, ...other })).toBe(same);
  });

  test("is nobody else's, and cannot be made or changed", () => {
    expect(readStamp(stamp, "00000000-0000-4000-8000-000000000000")).toBeNull();
    for (let at = 0; at < stamp.length; at++) {
      const other = stamp[at] === "x" ? "y" : "x";
      expect(
        readStamp(stamp.slice(0, at) + other + stamp.slice(at + 1), visitor.linkId),
      ).toBeNull();
    }
    for (const text of ["", ".", "a.b.c.d.e", `${stamp}x`]) {
      expect(readStamp(text, visitor.linkId)).toBeNull();
    }
  });

  test("holds neither address nor browser in the clear", () => {
    expect(stamp).not.toContain("2001");
    expect(stamp).not.toContain("Firefox");
  });
});

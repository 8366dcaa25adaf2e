import { chooseLocale, themeOf } from "./locale";

test.each([
  [{}, "en"],
  [{ standard: "nl" as const }, "nl"],
  [{ standard: "nl" as const, acceptLanguage: "fr" }, "nl"],
  [{ standard: "nl" as const, acceptLanguage: "fr, en;q=0.1" }, "en"],
  [{ acceptLanguage: "nl-BE,nl;q=0.9,en;q=0.8" }, "nl"],
  [{ acceptLanguage: "fr, en;q=0.3, nl;q=0.7" }, "nl"],
  [{ acceptLanguage: "nl;q=0, en;q=0.1" }, "en"],
  [{ acceptLanguage: ";;q=,=" }, "en"],
  [{ cookie: "nl", acceptLanguage: "en" }, "nl"],
  [{ cookie: "xx", acceptLanguage: "nl" }, "nl"],
  [{ account: "en", cookie: "nl", acceptLanguage: "nl" }, "en"],
])("the language for %j is %s", (from, locale) => {
  expect(chooseLocale({ standard: "en", ...from })).toBe(locale);
});

test("colours are light, dark or as the device says", () => {
  expect([themeOf("light"), themeOf("dark"), themeOf("system"), themeOf(undefined)]).toEqual([
    "light",
    "dark",
    undefined,
    undefined,
  ]);
});

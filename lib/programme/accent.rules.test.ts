import { accentStyle, contrastOf } from "./accent.rules";

test.each([
  ["#000000", "light", 19.2],
  ["#ffffff", "light", 1],
  ["#767676", "light", 4.1],
  ["#0f6cbd", "light", 4.9],
  ["#ffffff", "dark", 14.5],
  ["#0f6cbd", "dark", 2.7],
  ["#479ef5", "dark", 5.1],
] as const)("%s has on the %s theme a contrast of %s", (colour, theme, contrast) => {
  expect(contrastOf(colour, theme)).toBe(contrast);
});

test("every colour that is taken, and what is made of it, is read on its theme", () => {
  for (const theme of ["light", "dark"] as const) {
    let taken = 0;
    for (let n = 0; n < 4_096; n += 7) {
      const digits = n.toString(16).padStart(3, "0");
      const colour = `#${digits.replace(/./g, "$&$&")}`;
      if (contrastOf(colour, theme) < 4.5) continue;
      taken += 1;
      const style = accentStyle({ light: "", dark: "", [theme]: colour });
      for (const [, text = ""] of style.matchAll(
        /--(?:link|colorBrandForegroundLink(?:Hover|Pressed)?|brand-hover|colorBrandBackgroundPressed):(#\w{6})/g,
      ))
        expect([colour, text, contrastOf(text, theme) >= 4.5]).toEqual([colour, text, true]);
    }
    expect(taken).toBeGreaterThan(20);
  }
});

test("a colour for one theme leaves the other one as it is", () => {
  const light = accentStyle({ light: "#7b1fa2", dark: "" });
  expect(light).not.toMatch(/data-theme=dark\]\{|scheme:dark/);
  const dark = accentStyle({ light: "", dark: "#ce93d8" });
  expect(dark).not.toMatch(/data-theme=light\]\{|scheme:light/);
  expect(accentStyle({ light: "", dark: "" }).trim()).toBe("");
});

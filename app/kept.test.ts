import { globSync, readFileSync } from "node:fs";

/** Whose form needs nothing that was kept, and why. */
const without: Record<string, string> = {
  "components/factor/prove.tsx": "its code is over by then",
  "components/factor/set-up.tsx": "its code is over by then, and the offer is another one",
  "components/sign-in/sign-in.tsx": "whoever signs in has no session to lose",
};
/** These are given what was typed, or what stands, by the page that shows them. */
const given = ["components/programme/word-form.tsx"];

const typing = /<(TextField|TextArea|EmailField)\b/;
const sources = globSync(["components/**/*.tsx", "app/**/*.tsx"])
  .map((file) => ({ file, text: readFileSync(file, "utf8") }))
  .filter(({ file, text }) => /<Form\b/.test(text) && typing.test(text) && !(file in without));

test("D4, U3 whatever has a form to type into takes what was typed before the session was lost", () => {
  expect(sources.length).toBeGreaterThan(40);
  const lose = sources.filter(({ file, text }) => !/\bkept\b/.test(text) && !given.includes(file));
  expect(lose.map(({ file }) => file)).toEqual([]);
});

test("D4, U3 each form with a text field begins with what was kept or stands", () => {
  const empty = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/<Form\b[^]*?<\/Form>/g)]
      .map(([form]) => form.split(typing))
      .filter(([head, ...fields]) => fields.length > 0 && !/\binitial=/.test(head!))
      .map(() => file),
  );
  expect(empty).toEqual([]);
});

test("D4, U3 each page that shows such a form reads what was kept", () => {
  const passed = globSync("app/**/*.tsx").flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return /\bkept=\{(?!null\})/.test(text) && !/\breadKept\(/.test(text) ? [file] : [];
  });
  expect(passed).toEqual([]);
});

import { readFileSync, statSync } from "node:fs";
import { generated } from "./tokens";

test("the committed tokens are those of the packages and style sheets", () => {
  for (const [file, text] of Object.entries(generated()))
    expect(readFileSync(file, "utf8")).toBe(text);
});

test("the customers' style sheet stays small", () => {
  expect(statSync("public/public.css").size).toBeLessThanOrEqual(6 * 1024);
});

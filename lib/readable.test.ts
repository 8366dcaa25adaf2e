import { readFileSync } from "node:fs";
import { readableIn } from "./readable";

describe("D23: a page tells internationalised domains as people write them", () => {
  test("in every text of it, however deep", () => {
    const at = new Date(0);
    expect(
      readableIn({
        contact: { email: "robin@xn--bcher-kva.example", name: "Robin" },
        history: [
          { event: "consent.sent", params: { contactEmail: "a@xn--bcher-kva.example" }, at },
        ],
        domains: ["xn--bcher-kva.example", "fabrikam.example"],
      }),
    ).toEqual({
      contact: { email: "robin@bücher.example", name: "Robin" },
      history: [{ event: "consent.sent", params: { contactEmail: "a@bücher.example" }, at }],
      domains: ["bücher.example", "fabrikam.example"],
    });
  });

  test("and what has none is the very same", () => {
    const view = { rows: [{ at: new Date(0), say: () => "xn--bcher-kva.example" }], next: null };
    expect(readableIn(view)).toBe(view);
  });

  test.each(["page", "json-answer"])("%s tells what a view says so", (door) => {
    const text = readFileSync(`${process.cwd()}/lib/web/${door}.ts`, "utf8");
    expect(text).toContain("readableIn(await reading(");
  });
});

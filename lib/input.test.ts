import fc from "fast-check";
import { fieldErrors } from "./errors";
import { calendarDay, claimNumber, emailAddress, line, paragraphs, personName } from "./input";
import { readableDomains } from "./readable";
import { contactFields } from "./consent/schema";
import { acceptInput } from "./people/members/schema";
import { resembles } from "./visitors/names";
import { z } from "zod";

const read = (text: string) => {
  const parsed = z.object({ email: emailAddress() }).safeParse({ email: text });
  return parsed.success ? parsed.data.email : fieldErrors(parsed.error)[0].code;
};

describe("D23: an e-mail address is kept as it is sent", () => {
  test.each([
    ["robin@fabrikam.example", "robin@fabrikam.example"],
    ["  Robin.O'Neil+mci@Fabrikam.Example ", "Robin.O'Neil+mci@fabrikam.example"],
    ["\u200Brobin@fabri\u00ADkam.example\u200E", "robin@fabrikam.example"],
    ["\uFEFFrobin@fabrikam.example\u2060", "robin@fabrikam.example"],
    ["robin@fabrikam.example.", "robin@fabrikam.example"],
    ["robin@fabrikam.example,", "robin@fabrikam.example"],
    ["robin @ fabrikam.example", "robin@fabrikam.example"],
    ["robin\u00A0@fabrikam.example", "robin@fabrikam.example"],
    ["robin＠fabrikam.example", "robin@fabrikam.example"],
    ["jürgen@bücher.example", "jürgen@xn--bcher-kva.example"],
    ["robin@BÜCHER.example", "robin@xn--bcher-kva.example"],
    ["robin@xn--bcher-kva.example", "robin@xn--bcher-kva.example"],
    ["Robin Visser <robin@fabrikam.example>", "robin@fabrikam.example"],
    ['"Visser, Robin" <robin@fabrikam.example>;', "robin@fabrikam.example"],
    ["robin@fabrikam.example <robin@fabrikam.example>", "robin@fabrikam.example"],
    ["mailto:robin@fabrikam.example?subject=Hello", "robin@fabrikam.example"],
    ["MAILTO:robin%40fabrikam.example", "robin@fabrikam.example"],
    ["<mailto:robin@fabrikam.example>", "robin@fabrikam.example"],
    ["E-mail: robin@fabrikam.example", "robin@fabrikam.example"],
    ["Robin Visser\r\nrobin@fabrikam.example\r\n", "robin@fabrikam.example"],
    ["(robin@fabrikam.example)", "robin@fabrikam.example"],
    ["robin_fabrikam.com#EXT#@contoso.onmicrosoft.com", "email_guest"],
    ["robin_fabrikam.com#ext#@contoso.onmicrosoft.com", "email_guest"],
    ["a@fabrikam.example, b@fabrikam.example", "invalid_email"],
    ["A <a@fabrikam.example>, B <b@fabrikam.example>", "invalid_email"],
    ["robin", "invalid_email"],
    ["robin@", "invalid_email"],
    ["@fabrikam.example", "invalid_email"],
    ["robin@fabrikam", "invalid_email"],
    ["mailto:%E0%A4%A", "invalid_email"],
    ["\u200B \u00AD", "required"],
    ["", "required"],
  ])("%j is %s", (text, address) => expect(read(text)).toBe(address));

  test("what is kept is kept as it is when it comes again, and holds nothing that cannot be seen", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          fc.string({ unit: "grapheme" }).map((text) => `${text}@fabrikam.example`),
        ),
        (text) => {
          const address = read(text);
          if (!address.includes("@")) return;
          expect(read(address)).toBe(address);
          expect(address).not.toMatch(/[\p{C}\s]/u);
        },
      ),
    );
  });

  test("its domain is shown in its own script", () => {
    expect(readableDomains("robin@xn--bcher-kva.example")).toBe("robin@bücher.example");
    expect(readableDomains("xn--bcher-kva.example, fabrikam.example")).toBe(
      "bücher.example, fabrikam.example",
    );
    expect(readableDomains("xn--.example")).toBe("xn--.example");
  });
});

describe("D22: people have names of one word or many, in any script", () => {
  const contact = {
    ...{ title: "CTO", email: "a@b.example", contactReason: "", language: "en" },
    ...{ partnerName: "Robin", partnerEmail: "r@p.example", partnerPhone: "" },
  };
  test.each([
    ["Suharto", "", "Suharto"],
    ["王", "", "王"],
    ["María José de la", "Cruz y Ortega", "María José de la Cruz y Ortega"],
    ["Nguyễn Thị Minh Khai", "", "Nguyễn Thị Minh Khai"],
    ["محمد", "", "محمد"],
  ])("%s %s", (firstName, lastName, whole) => {
    const parsed = contactFields.parse({ ...contact, firstName, lastName });
    expect(personName(parsed.firstName, parsed.lastName)).toBe(whole);
    expect(resembles(whole, { firstName, lastName })).toBe(true);
    expect(resembles("Somebody Else", { firstName, lastName })).toBe(false);
  });

  test("a first name is needed", () => {
    const parsed = contactFields.safeParse({ ...contact, firstName: " ", lastName: "Cruz" });
    expect(parsed.error && fieldErrors(parsed.error)).toEqual([
      { field: "firstName", code: "required_first_name" },
    ]);
  });
});

test("a claim ID has seven or eight digits", () => {
  for (const number of [1_000_000, 1_234_567, 9_999_999, 10_000_000, 99_999_999])
    expect(claimNumber.parse(String(number))).toBe(number);
  for (const text of [
    "0234567",
    "01234567",
    "999999",
    "100000000",
    "1".repeat(40),
    "1234567 ",
    "１２３４５６７",
  ])
    expect(claimNumber.safeParse(text).success).toBe(false);
});

test("what turns the direction of text is not kept: a name reads as it is", () => {
  const turned = "Ada\u202Egpj.exe\u202C \u2066x\u2069";
  expect([line(50).parse(turned), paragraphs(50).parse(turned)]).toEqual([
    "Adagpj.exe x",
    "Adagpj.exe x",
  ]);
  expect(line(50).parse("نور\u200Cها")).toBe("نور\u200Cها");
});

test("a line is one line, and paragraphs keep theirs", () => {
  expect(line(20).parse(" one\r\ntwo\0 ")).toBe("one  two");
  expect(paragraphs(20).parse(" one\r\n\ttwo\0\rthree ")).toBe("one\n\ttwo\nthree");
  expect(paragraphs(3).safeParse("a\r\nb").success).toBe(true);
});

test.each([
  ["31-03-2026", "2026-03-31"],
  ["31/3/2026", "2026-03-31"],
  [" 1.3.2026 ", "2026-03-01"],
  ["2026-03-31", "2026-03-31"],
  ["31 maart 2026", "2026-03-31"],
  ["31 mrt. 2026", "2026-03-31"],
  ["1 May 2026", "2026-05-01"],
  ["1 oktober 2026", "2026-10-01"],
  ["31-02-2026", null],
  ["1-1-0000", null],
  ["31-12-9999", null],
  ["0001-01-01", null],
  ["03-31-2026", null],
  ["31-03-26", null],
  ["31 foo 2026", null],
  ["31-03-2026-01", null],
  ["gisteren", null],
  ["", null],
])("the day %j is %s", (typed, day) => {
  expect(calendarDay(typed)).toBe(day);
});

test.each([
  "\u200B",
  "\u2060\u00AD",
  "\u3164 \uFFA0",
  "\u2800",
  "\uFE0F",
  "\u200F\u200E",
  "\uE000",
])("of %j nothing can be read: nothing was typed", (text) => {
  expect([line(10).parse(text), paragraphs(10).parse(text)]).toEqual(["", ""]);
  expect(acceptInput.parse({ fullName: text }).fullName).toBe("");
  expect(line(10).parse(`a${text}b`.slice(0, 10))).toContain("a");
});

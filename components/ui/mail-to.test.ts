import { mailTo } from "./mail-to";

test.each([
  ["robin@bücher.example", "mailto:robin@xn--bcher-kva.example"],
  ["fatima.deboer@contoso.example", "mailto:fatima.deboer@contoso.example"],
  ["a?bcc=evil@x.example", "mailto:a%3Fbcc%3Devil@x.example"],
  ["a%0d%0abcc=evil@x.example", "mailto:a%250d%250abcc%3Devil@x.example"],
  ["a&cc=b#@x.example", "mailto:a%26cc%3Db%23@x.example"],
])("%s adds no field to the mail", (email, address) => {
  expect(mailTo(email)).toBe(address);
  expect([...new URL(mailTo(email)).searchParams]).toEqual([]);
});

test("a subject is one field", () => {
  expect(mailTo("a@x.example", "Role & more?")).toBe(
    "mailto:a@x.example?subject=Role%20%26%20more%3F",
  );
});

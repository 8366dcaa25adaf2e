import fc from "fast-check";
import { seal, unseal } from "./seal";

test("what is sealed for a place is read again there, and nowhere else", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 500 }), (text) => {
      const sealed = seal("kept", "/a?draft=1", text);
      expect(unseal("kept", "/a?draft=1", sealed)).toBe(text);
      expect(unseal("kept", "/a?draft=2", sealed)).toBeNull();
      expect(unseal("session", "/a?draft=1", sealed)).toBeNull();
    }),
  );
});

test("nothing of the text shows, and two seals of it differ", () => {
  const [one, two] = [seal("kept", "/", "anna@customer.example"), seal("kept", "/", "x")];
  expect(Buffer.from(one, "base64url").toString("latin1")).not.toContain("anna");
  expect(one).not.toBe(seal("kept", "/", "anna@customer.example"));
  expect(two).not.toBe(one);
});

test("a changed or cut seal opens to nothing", () => {
  const bytes = Buffer.from(seal("kept", "/", "text"), "base64url");
  for (let at = 0; at < bytes.length; at++) {
    const forged = Buffer.from(bytes);
    forged[at] = forged[at]! ^ 1;
    expect(unseal("kept", "/", forged.toString("base64url"))).toBeNull();
    expect(unseal("kept", "/", bytes.subarray(0, at).toString("base64url"))).toBeNull();
  }
});

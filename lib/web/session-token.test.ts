import { randomBytes, randomUUID } from "node:crypto";
import fc from "fast-check";
import { decodeSession, encodeSession } from "./session-token";

const pointer = () => ({
  sessionId: randomUUID(),
  secret: randomBytes(32).toString("base64url"),
  userId: randomUUID(),
  expiresAt: new Date("2026-03-10T21:00:00.000Z"),
});

test("a session cookie says what was put in, and fits a cookie", () => {
  const given = pointer();
  const value = encodeSession(given);
  expect(decodeSession(value)).toEqual(given);
  expect(value).toMatch(/^[A-Za-z0-9_-]{136}$/);
});

test("a cookie with any bit turned is nobody's", () => {
  const value = encodeSession(pointer());
  const bytes = Buffer.from(value, "base64url");
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
      const forged = Buffer.from(bytes);
      forged[at] = forged[at]! ^ (1 << bit);
      return decodeSession(forged.toString("base64url")) === null;
    }),
  );
});

test("anything else is nobody's, and never an error", () => {
  for (const value of [undefined, "", "x", "a".repeat(94), "a".repeat(10_000), "…"])
    expect(decodeSession(value)).toBeNull();
  fc.assert(fc.property(fc.string(), (value) => decodeSession(value) === null));
});

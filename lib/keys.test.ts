import { globSync, readFileSync } from "node:fs";
import { setKeys } from "@/testing/keys";
import { databaseKeys, keyNamed, keysFor, sign, signedBy, type KeyPurpose } from "./keys";

const [old, next] = [
  "an-older-key-of-the-ring-in-these-tests",
  "a-newer-key-of-the-ring-in-these-tests",
];
const purposes: KeyPurpose[] = [
  ...(["token", "code", "code-hash", "form-stamp", "visitor", "session", "kept"] as const),
  ...([
    "next-auth",
    "audit-stamp",
    "rate-limit",
    "payee",
    "database-web",
    "database-worker",
  ] as const),
];

afterEach(() => setKeys());

test("O20 each purpose of each key is another key, and none is the secret", () => {
  setKeys(next, old);
  const all = purposes.flatMap((purpose) =>
    keysFor(purpose).map(({ bytes }) => bytes.toString("hex")),
  );
  expect(new Set(all).size).toBe(2 * purposes.length);
  for (const key of all) expect(key).toHaveLength(64);
});

test("O20 the first key signs, each reads, a key that is gone does not", () => {
  setKeys(old);
  const [before] = keysFor("session");
  const signature = sign("session", "a");
  setKeys(next, old);
  expect(sign("session", "a")).not.toEqual(signature);
  expect(signedBy("session", "a", signature)).toEqual(before);
  expect(signedBy("session", "b", signature)).toBeNull();
  expect(signedBy("kept", "a", signature)).toBeNull();
  expect(signedBy("session", "a", sign("session", "a"))?.id).not.toBe(before.id);
  expect(keyNamed("session", before.id)).toEqual(before);
  setKeys(next);
  expect(signedBy("session", "a", signature)).toBeNull();
  expect(keyNamed("session", before.id)).toBeUndefined();
});

test("O20 a database is told the keys of the whole ring, the newest first", () => {
  const both = databaseKeys(`${next}\n ${old} `);
  expect(both.web).toEqual([...databaseKeys(next).web, ...databaseKeys(old).web]);
  expect(new Set([...both.web, ...both.worker]).size).toBe(4);
});

test("O20 the secret is used in one place, and no password is made of it", () => {
  const files = globSync([
    "lib/**/*.ts",
    "app/**/*.{ts,tsx}",
    "db/**/*.ts",
    "scripts/**/*.ts",
  ]).filter((file) => !file.endsWith(".test.ts"));
  const using = (what: RegExp) =>
    files.filter((file) => what.test(readFileSync(file, "utf8"))).sort();
  // A backup has a key of its own, which is kept elsewhere.
  expect(using(/hkdf|createHmac/)).toEqual(["lib/keys.ts", "scripts/backup/sealed.ts"]);
  expect(using(/\bringOf\(/)).toEqual(["lib/config.ts", "lib/keys.ts", "scripts/run/problems.ts"]);
  expect(using(/(getConfig\(\)|config)\.APP_SECRET/)).toEqual(["lib/keys.ts"]);
  expect(using(/APP_SECRET|lib\/keys"/).filter((file) => file.startsWith("db/"))).toEqual([]);
});

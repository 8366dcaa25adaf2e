import { check, bigint, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, id, instant, noLongerThan } from "./columns";
import { users } from "./partners";

/** U13: what somebody proves with on a device, beside a link or a provider (WebAuthn). */
export const passkeys = pgTable(
  "passkeys",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    credential: text("credential").notNull().unique(),
    publicKey: bytea("public_key").notNull(),
    /** What the authenticator counted last; one that goes back was copied. */
    counter: bigint("counter", { mode: "number" }).notNull(),
    name: text("name").notNull(),
    addedAt: instant("added_at").notNull(),
    lastUsedAt: instant("last_used_at"),
  },
  (t) => [
    check("passkeys_length", noLongerThan(10_000, t.credential, t.name, t.publicKey)),
    index("passkeys_user").on(t.userId),
  ],
);

/** U13: the secret of an app that shows one-time codes, one for each person. */
export const codeSecrets = pgTable(
  "code_secrets",
  {
    userId: uuid("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Encrypted with a key of the ring; `key` is that key's id. */
    sealed: text("sealed").notNull(),
    key: text("key").notNull(),
    /** The half minute of the code that was used last: none works twice. */
    lastStep: bigint("last_step", { mode: "number" }).notNull(),
    addedAt: instant("added_at").notNull(),
  },
  (t) => [check("code_secrets_length", noLongerThan(10_000, t.key, t.sealed))],
);

/** U13: what works once each, when the device with the others is lost. Hashes alone. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    hash: bytea("hash").notNull(),
    madeAt: instant("made_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [
    check("recovery_codes_length", noLongerThan(10_000, t.hash)),
    primaryKey({ columns: [t.userId, t.hash] }),
  ],
);

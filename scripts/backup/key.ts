import { filled } from "../run/from-files";

/** The key with which a backup is encrypted and read again; undefined: it is not. Throws a sentence when it is short. */
export function keyGiven(): string | undefined {
  const key = filled(process.env).BACKUP_KEY;
  if (key !== undefined && key.length < 32)
    throw new Error(
      "BACKUP_KEY must be at least 32 random characters, such as `openssl rand -base64 32` prints.",
    );
  return key;
}

/** The key with which a backup is read; undefined: with none. Throws a sentence when the backup is not made with what is given. */
export function keyFor({ encrypted }: { encrypted: boolean }): string | undefined {
  const key = keyGiven();
  if (encrypted && key === undefined)
    throw new Error("BACKUP_KEY is missing: the backup is encrypted.");
  // Whoever can write where backups stand must not be able to put one there that the key did not make.
  if (!encrypted && key !== undefined)
    throw new Error(
      "The backup is not encrypted, though BACKUP_KEY is set: nothing was restored. Unset it where this is meant.",
    );
  return key;
}

import { filled } from "../run/from-files";

/** The key with which a backup is encrypted and read again; undefined: it is not. Throws a sentence when it is short. */
export function keyGiven(): string | undefined {
  const key = filled(process.env).BACKUP_KEY;
  if (key !== undefined && key.length < 32)
    throw new Error("BACKUP_KEY must be at least 32 random characters, such as `openssl rand -base64 32` prints."); // prettier-ignore
  return key;
}

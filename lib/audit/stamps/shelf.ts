import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename } from "node:fs/promises";
import path from "node:path";
import { getConfig } from "../../config";
import type { Ctx } from "../../ctx";
import { absent, connectBucket } from "../../files/bucket";
import { getService } from "../../files/files";
import { readClock } from "../../time/clock";
import { installationOf } from "../../installation";

/** Where stamps are kept: one small text each, added and never changed. */
export type Shelf = {
  installation: string;
  /** Tells this shelf from every other. */
  place: string;
  add(name: string, text: string): Promise<void>;
  /** Every name, in their order. */
  list(): Promise<string[]>;
  /** Null when there is none. */
  read(name: string): Promise<string | null>;
};

/** The shelf of this database's installation, as AUDIT_STAMPS says: a folder, or `s3://bucket/prefix`. */
export async function openShelf(ctx: Ctx): Promise<Shelf> {
  const { id: installation } = await installationOf(ctx.db);
  const { AUDIT_STAMPS } = getConfig();
  const named = /^s3:\/\/([^/]+)\/?(.*)$/.exec(AUDIT_STAMPS);
  if (!named) return folderShelf(installation, path.join(AUDIT_STAMPS, installation));
  const [, bucket = "", prefix = ""] = named;
  return bucketShelf(installation, bucket, path.posix.join(prefix, installation));
}

function folderShelf(installation: string, folder: string): Shelf {
  return {
    installation,
    place: folder,
    async add(name, text) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      const unfinished = `${file}.${randomUUID()}`;
      const handle = await open(unfinished, "wx", 0o400);
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(unfinished, file);
    },
    async list() {
      const names = await readdir(folder, { recursive: true }).catch(noFolder);
      return names
        .map((name) => name.split(path.sep).join("/"))
        .filter((name) => name.endsWith(".json"))
        .sort();
    },
    read: (name) => readFile(path.join(folder, name), "utf8").catch(noFile),
  };
}

function bucketShelf(installation: string, Bucket: string, prefix: string): Shelf {
  const connected = connectBucket(getService());
  const keyOf = (name: string) => `${prefix}/${name}`;
  return {
    installation,
    place: `${Bucket}/${prefix}`,
    async add(name, text) {
      const { s3, client } = await connected();
      await client.send(
        new s3.PutObjectCommand({
          Bucket,
          Key: keyOf(name),
          Body: text,
          ...lockedUntil(readClock()),
        }),
      );
    },
    async list() {
      const { s3, client } = await connected();
      const names: string[] = [];
      const asked = { Bucket, Prefix: `${prefix}/` };
      for await (const page of s3.paginateListObjectsV2({ client }, asked)) {
        for (const { Key = "" } of page.Contents ?? []) names.push(Key.slice(prefix.length + 1));
      }
      return names.filter((name) => name.endsWith(".json")).sort();
    },
    async read(name) {
      const { s3, client } = await connected();
      const asked = new s3.GetObjectCommand({ Bucket, Key: keyOf(name) });
      const found = await client.send(asked).catch(absent);
      return (await found?.Body?.transformToString("utf8")) ?? null;
    },
  };
}

/** O15: nobody, the owner of the bucket's keys neither, deletes or changes it before; the service wants a checksum then. */
function lockedUntil(now: Date) {
  const days = getConfig().AUDIT_STAMPS_LOCK_DAYS;
  if (days === 0) return {};
  return {
    ObjectLockMode: "COMPLIANCE" as const,
    ObjectLockRetainUntilDate: new Date(now.getTime() + days * 86_400_000),
    ChecksumAlgorithm: "SHA256" as const,
  };
}

const codeOf = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error ? error.code : "";

function noFolder(error: unknown): string[] {
  if (codeOf(error) === "ENOENT") return [];
  throw error;
}

function noFile(error: unknown): null {
  if (codeOf(error) === "ENOENT") return null;
  throw error;
}

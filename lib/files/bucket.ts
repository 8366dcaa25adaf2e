import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { z } from "zod";
import {
  ASIDE,
  hashIn,
  installationIn,
  isHash,
  keyOf,
  MARK,
  markOf,
  PARTS,
  type FileStore,
} from "./store";

export type Bucket = {
  name: string;
  region: string;
  /** The service's address; absent: Amazon's own of the region. */
  endpoint?: string | undefined;
  /** Absent: what the machine itself may do, as Amazon's SDK finds it. */
  credentials?: { accessKeyId: string; secretAccessKey: string } | undefined;
};
type Service = {
  s3: typeof import("./s3").s3;
  client: InstanceType<typeof import("./s3").s3.S3Client>;
};

/** An installation's store in a bucket of any service that speaks S3: everything below its id. */
export function bucketStore(bucket: Bucket, installation: string): FileStore {
  const { name: Bucket } = bucket;
  const connected = connectBucket(bucket);
  const fileOf = (sha256: string) => `${installation}/${keyOf(sha256)}`;
  const asideOf = (sha256: string) => `${installation}/${ASIDE}/${keyOf(sha256).slice(3)}`;
  const mark = `${installation}/${MARK}`;
  let marked = false;

  const get = async (Key: string) => {
    const { s3, client } = await connected();
    const found = await client.send(new s3.GetObjectCommand({ Bucket, Key })).catch(absent);
    return found?.Body ?? null;
  };
  const remove = async (Key: string) => {
    const { s3, client } = await connected();
    await client.send(new s3.DeleteObjectCommand({ Bucket, Key }));
  };
  const move = async (from: string, to: string) => {
    const { s3, client } = await connected();
    const copy = { Bucket, Key: to, CopySource: `${Bucket}/${from}` };
    if (await client.send(new s3.CopyObjectCommand(copy)).catch(absent)) await remove(from);
  };
  async function* below(Prefix: string) {
    const { s3, client } = await connected();
    for await (const page of s3.paginateListObjectsV2({ client }, { Bucket, Prefix })) {
      for (const { Key = "", LastModified } of page.Contents ?? [])
        if (LastModified) yield { key: Key.slice(installation.length + 1), at: LastModified };
    }
  }
  const readMark = async () => {
    const text = await (await get(mark))?.transformToString("utf8");
    return text === undefined ? null : installationIn(text);
  };
  const writeMark = async () => {
    const { s3, client } = await connected();
    await client.send(new s3.PutObjectCommand({ Bucket, Key: mark, Body: markOf(installation) }));
  };
  /** A new store says whose it is before anything lies in it. */
  const markNew = async ({ s3, client }: Service) => {
    if (marked) return;
    const any = { Bucket, Prefix: `${installation}/`, MaxKeys: 1 };
    const { Contents = [] } = await client.send(new s3.ListObjectsV2Command(any));
    if (Contents.length === 0) await writeMark();
    marked = true;
  };

  return {
    async put({ sha256, path, size }) {
      const Key = fileOf(sha256);
      const service = await connected();
      await markNew(service);
      const Body = createReadStream(path);
      const asked = new service.s3.PutObjectCommand({ Bucket, Key, Body, ContentLength: size });
      await service.client.send(asked);
      await rm(path, { force: true });
    },
    async read(sha256) {
      const body = (await get(fileOf(sha256))) ?? (await get(asideOf(sha256)));
      return body instanceof Readable ? body : null;
    },
    async find(sha256) {
      const { s3, client } = await connected();
      const asked = new s3.HeadObjectCommand({ Bucket, Key: fileOf(sha256) });
      const storedAt = (await client.send(asked).catch(absent))?.LastModified;
      return storedAt ? { sha256, storedAt } : null;
    },
    async *list(beginning = "") {
      // A shelf at a time: what was set aside is not gone through.
      const shelves = beginning === "" ? PARTS : [beginning.slice(0, 2)];
      for (const shelf of shelves) {
        for await (const { key, at } of below(`${installation}/${shelf}`)) {
          const sha256 = hashIn(key);
          if (sha256) yield { sha256, storedAt: at };
        }
      }
    },
    setAside: (sha256) => move(fileOf(sha256), asideOf(sha256)),
    putBack: (sha256) => move(asideOf(sha256), fileOf(sha256)),
    async *listAside() {
      for await (const { key, at } of below(`${installation}/${ASIDE}/`)) {
        const sha256 = key.slice(ASIDE.length + 1);
        if (isHash(sha256)) yield { sha256, storedAt: at };
      }
    },
    forget: (sha256) => remove(asideOf(sha256)),
    readMark,
    writeMark,
  };
}

/** A connection that is made when it is first used; the SDK is loaded then. */
export function connectBucket(bucket: Omit<Bucket, "name">): () => Promise<Service> {
  let loaded: Promise<Service> | undefined;
  return () => (loaded ??= connect(bucket));
}

async function connect({ region, endpoint, credentials }: Omit<Bucket, "name">): Promise<Service> {
  const { s3 } = await import("./s3");
  const client = new s3.S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
    // Not every service knows Amazon's newer checksums; our names are checksums already.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: 2_000, socketTimeout: 30_000 },
  });
  return { s3, client };
}

const failure = z.object({ $metadata: z.object({ httpStatusCode: z.number() }) });

/** Null where a bucket answers that there is no such thing; throws everything else. */
export function absent(error: unknown): null {
  if (failure.safeParse(error).data?.$metadata.httpStatusCode === 404) return null;
  throw error;
}

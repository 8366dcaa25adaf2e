import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import { z } from "zod";
import { hashIn, keyOf, type FileStore } from "./store";

export type Bucket = {
  name: string;
  region: string;
  /** The service's address; absent: Amazon's own of the region. */
  endpoint?: string | undefined;
  /** Absent: what the machine itself may do, as Amazon's SDK finds it. */
  credentials?: { accessKeyId: string; secretAccessKey: string } | undefined;
};

/** A store in a bucket of any service that speaks S3. The SDK is loaded when it is first used. */
export function bucketStore({ name: Bucket, ...service }: Bucket): FileStore {
  let loaded: Promise<{ s3: typeof import("@aws-sdk/client-s3"); client: S3Client }> | undefined;
  const connected = () => (loaded ??= connect(service));
  return {
    async put({ sha256, path, size }) {
      const Key = keyOf(sha256);
      const { s3, client } = await connected();
      const Body = createReadStream(path);
      await client.send(new s3.PutObjectCommand({ Bucket, Key, Body, ContentLength: size }));
      await rm(path, { force: true });
    },
    async read(sha256) {
      const { s3, client } = await connected();
      const asked = new s3.GetObjectCommand({ Bucket, Key: keyOf(sha256) });
      const found = await client.send(asked).catch(absent);
      return found?.Body instanceof Readable ? found.Body : null;
    },
    async find(sha256) {
      const { s3, client } = await connected();
      const asked = new s3.HeadObjectCommand({ Bucket, Key: keyOf(sha256) });
      const storedAt = (await client.send(asked).catch(absent))?.LastModified;
      return storedAt ? { sha256, storedAt } : null;
    },
    async remove(sha256) {
      const { s3, client } = await connected();
      await client.send(new s3.DeleteObjectCommand({ Bucket, Key: keyOf(sha256) }));
    },
    async *list() {
      const { s3, client } = await connected();
      for await (const page of s3.paginateListObjectsV2({ client }, { Bucket })) {
        for (const { Key = "", LastModified } of page.Contents ?? []) {
          const sha256 = hashIn(Key);
          if (sha256 && LastModified) yield { sha256, storedAt: LastModified };
        }
      }
    },
  };
}

async function connect({ region, endpoint, credentials }: Omit<Bucket, "name">) {
  const s3 = await import("@aws-sdk/client-s3");
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

function absent(error: unknown): null {
  if (failure.safeParse(error).data?.$metadata.httpStatusCode === 404) return null;
  throw error;
}

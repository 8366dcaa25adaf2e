import type { Database } from "@/db/client";
import { getConfig } from "../config";
import type { Ctx } from "../ctx";
import { installationOf, type Installation } from "../installation";
import { bucketStore, type Bucket } from "./bucket";
import { folderStore } from "./folder";
import type { FileStore } from "./store";

const kept = new WeakMap<Database, Promise<FileStore>>();

/**
 * The file store of this database's installation: in a bucket when S3_BUCKET is set, else in the
 * folder FILES_DIR. The database is asked once; call it outside of a transaction.
 */
export function getFiles(ctx: Ctx): Promise<FileStore> {
  let store = kept.get(ctx.db);
  if (!store) {
    store = installationOf(ctx.db).then(open);
    store.catch(() => kept.delete(ctx.db));
    kept.set(ctx.db, store);
  }
  return store;
}

function open({ id }: Installation): FileStore {
  const { S3_BUCKET, FILES_DIR } = getConfig();
  if (S3_BUCKET === undefined) return folderStore(FILES_DIR, id);
  return bucketStore({ name: S3_BUCKET, ...getService() }, id);
}

/** The service of buckets that the settings name. */
export function getService(): Omit<Bucket, "name"> {
  const { S3_REGION, S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = getConfig();
  const credentials =
    S3_ACCESS_KEY_ID !== undefined && S3_SECRET_ACCESS_KEY !== undefined
      ? { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY }
      : undefined;
  return { region: S3_REGION, endpoint: S3_ENDPOINT, credentials };
}

import { getConfig } from "../config";
import { bucketStore } from "./bucket";
import { folderStore } from "./folder";
import type { FileStore } from "./store";

const kept: { store?: FileStore } = {};

/** The file store of this process: a bucket when S3_BUCKET is set, else the folder FILES_DIR. */
export function getFiles(): FileStore {
  kept.store ??= open();
  return kept.store;
}

function open(): FileStore {
  const { S3_BUCKET, S3_REGION, S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, FILES_DIR } =
    getConfig();
  if (S3_BUCKET === undefined) return folderStore(FILES_DIR);
  const credentials =
    S3_ACCESS_KEY_ID !== undefined && S3_SECRET_ACCESS_KEY !== undefined
      ? { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY }
      : undefined;
  return bucketStore({ name: S3_BUCKET, region: S3_REGION, endpoint: S3_ENDPOINT, credentials });
}

import { access, constants } from "node:fs/promises";
import { absent, connectBucket } from "@/lib/files/bucket";
import { getService } from "@/lib/files/files";
import { getConfig } from "@/lib/config";
import { good, note, reasonOf, wrong, type Finding } from "./finding";

/** Where files and stamps are kept: that they can be reached, with nothing written into them. */
export async function checkFiles(): Promise<Finding[]> {
  const { S3_BUCKET, FILES_DIR, AUDIT_STAMPS } = getConfig();
  const stamps = /^s3:\/\/([^/]+)/.exec(AUDIT_STAMPS)?.[1];
  return [
    S3_BUCKET === undefined
      ? await folder("files", FILES_DIR)
      : await bucket("files", "S3_BUCKET", S3_BUCKET),
    stamps === undefined
      ? await folder("stamps", AUDIT_STAMPS)
      : await bucket("stamps", "AUDIT_STAMPS", stamps),
  ];
}

/** One that nobody made yet is made at first use; whether it can be is told with the settings. */
async function folder(of: string, path: string): Promise<Finding> {
  try {
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return good(of, `${path} can be written into.`);
  } catch (error) {
    if (reasonOf(error) === "ENOENT")
      return note(of, `${path} is not there yet: it is made at first use.`);
    return wrong(of, `${path} cannot be written into (${reasonOf(error)}).`);
  }
}

async function bucket(of: string, setting: string, name: string): Promise<Finding> {
  try {
    const { s3, client } = await connectBucket(getService())();
    const answer = await client
      .send(new s3.ListObjectsV2Command({ Bucket: name, MaxKeys: 1 }))
      .catch(absent);
    if (!answer) return wrong(of, `${setting}: there is no bucket “${name}” there.`);
    return good(of, `The bucket “${name}” answers.`);
  } catch (error) {
    return wrong(of, `${setting}: the bucket “${name}” cannot be reached (${reasonOf(error)}).`);
  }
}

import type { Database } from "@/db/client";
import { sendDigests as send } from "../digests/send-digests";
import { jobContext } from "./context";

/** Every ten minutes: the digests whose hour has come where a person is (K7). */
export async function sendDigests(db: Database): Promise<void> {
  await send(jobContext(db, "send-digests"));
}

import type { Database } from "@/db/client";
import { sweepFiles as sweep } from "../claims/documents/sweep";
import { jobContext } from "./context";

/** Every night: a sixteenth of the store's bytes that no document needs, and what broken uploads left. */
export async function sweepFiles(db: Database): Promise<void> {
  await sweep(jobContext(db, "sweep-files"));
}

import type { Database } from "@/db/client";
import { scanForgotten as scan } from "../claims/documents/scan";
import { jobContext } from "./context";

/** Every ten minutes: files that are still in quarantine. */
export async function scanForgotten(db: Database): Promise<void> {
  await scan(jobContext(db, "scan-forgotten"));
}

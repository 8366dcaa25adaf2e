import type { Database } from "@/db/client";
import { stampHeads } from "../audit/stamps/stamp-heads";
import { jobContext } from "./context";

/** Every ten minutes, and when the worker starts and stops: how far the audit log has come. */
export async function stampAudit(db: Database): Promise<void> {
  await stampHeads(jobContext(db, "stamp-audit"));
}

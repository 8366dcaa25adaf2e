import type { Database } from "@/db/client";
import { stampHeads } from "../audit/stamps/stamp-heads";
import { stampTimes } from "../audit/stamps/stamp-times";
import { jobContext } from "./context";

/** Every ten minutes, and when the worker starts and stops: how far the audit log has come. */
export async function stampAudit(db: Database): Promise<void> {
  const ctx = jobContext(db, "stamp-audit");
  await stampHeads(ctx);
  await stampTimes(ctx);
}

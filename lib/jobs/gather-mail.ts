import { z } from "zod";
import type { Database } from "@/db/client";
import { gatherRun } from "../mail/gather";
import { jobContext } from "./context";

const data = z.object({ runId: z.guid() });

/** What a run asks one person goes into one e-mail (B6). */
export async function gatherMail(db: Database, input: unknown): Promise<void> {
  await gatherRun(jobContext(db, "gather-mail"), data.parse(input).runId);
}

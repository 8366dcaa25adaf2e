import type { Database } from "@/db/client";
import { z } from "zod";
import { deliver } from "../mail/deliver";
import { jobContext } from "./context";

const data = z.object({ emailId: z.guid() });

/** One e-mail; throws when the queue should try again later. */
export async function deliverMail(db: Database, input: unknown): Promise<void> {
  await deliver(jobContext(db, "deliver-mail"), data.parse(input).emailId);
}

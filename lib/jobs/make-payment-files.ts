import { z } from "zod";
import type { Database } from "@/db/client";
import { makeFiles } from "../payments/files/make-files";
import { jobContext } from "./context";

const data = z.object({ run: z.guid() });

/** The files of one payment run (P30). */
export async function makePaymentFiles(db: Database, input: unknown): Promise<void> {
  await makeFiles(jobContext(db, "make-payment-files"), data.parse(input));
}

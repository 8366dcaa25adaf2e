import type { Database } from "@/db/client";
import { z } from "zod";
import { scanBytes } from "../claims/documents/scan";
import { jobContext } from "./context";

const data = z.object({ sha256: z.hash("sha256") });

/** One file in quarantine; throws when the scanner must be asked again later. */
export async function scanDocument(db: Database, input: unknown): Promise<void> {
  await scanBytes(jobContext(db, "scan-document"), data.parse(input));
}

import { z } from "zod";
import type { Database } from "@/db/client";
import { erasePerson as erase } from "../privacy/requests/erase-person";
import { jobContext } from "./context";

const data = z.object({ request: z.guid() });

/** Erases what may go of one person (O24). */
export async function erasePerson(db: Database, input: unknown): Promise<void> {
  await erase(jobContext(db, "erase-person"), data.parse(input));
}

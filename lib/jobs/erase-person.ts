import { z } from "zod";
import type { Database } from "@/db/client";
import { erasePerson as erase } from "../privacy/requests/erase-person";
import { jobContext } from "./context";

const data = z.object({ personRequest: z.guid() });

/** Erases what may go of one person (O24). */
export async function erasePerson(db: Database, input: unknown): Promise<void> {
  const { personRequest: request } = data.parse(input);
  await erase(jobContext(db, "erase-person"), { request });
}

import type { Database } from "@/db/client";
import { cleanDrafts as clean } from "../customers/clean-drafts";
import { jobContext } from "./context";

/** Every night: drafts that nobody touched for 30 days (D4). */
export async function cleanDrafts(db: Database): Promise<void> {
  await clean(jobContext(db, "clean-drafts"));
}

import type { Database } from "@/db/client";
import { z } from "zod";
import { tellOthers as tell } from "../consent/tell-others";
import { jobContext } from "./context";

const data = z.object({ associationId: z.guid().optional() }).nullish();

/** D8: after an acceptance, the partners who lost; every hour, whoever fell behind otherwise (D18). */
export async function tellOthers(db: Database, input: unknown): Promise<void> {
  await tell(jobContext(db, "tell-others"), data.parse(input) ?? {});
}

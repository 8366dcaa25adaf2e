import { z } from "zod";
import { seal, unseal } from "@/lib/seal";
import { currentActor } from "./session";

const notice = z.object({
  added: z.array(z.string()),
  removed: z.array(z.string()),
  /** What was not taken, and why, in the user's words; without a name: nothing at all was. */
  refused: z.array(z.object({ name: z.string(), message: z.string() })),
});

/** What a form without JavaScript did to a claim's documents, for the page that comes next. */
export type DocumentsNotice = z.infer<typeof notice>;

/** The claim page's address with a notice that only this person sees there. */
export function noticeAddress(number: string, userId: string, told: DocumentsNotice): string {
  const sealed = seal("kept", placeOf(number, userId), JSON.stringify(told));
  return `/claims/${encodeURIComponent(number)}?documents=${sealed}#documents`;
}

/**
 * The notice in a claim page's address (its search parameter `documents`); null without one, and for
 * anybody else's.
 */
export async function readDocumentsNotice(
  sealed: string | string[] | undefined,
  number: string,
): Promise<DocumentsNotice | null> {
  if (typeof sealed !== "string" || sealed.length > 8_000) return null;
  const actor = await currentActor();
  const text = actor && unseal("kept", placeOf(number, actor.userId), sealed);
  if (!text) return null;
  const found = notice.safeParse(JSON.parse(text));
  return found.success ? found.data : null;
}

function placeOf(number: string, userId: string): string {
  return `documents:${number}:${userId}`;
}

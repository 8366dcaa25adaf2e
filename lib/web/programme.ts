import type { Locale } from "@/messages";
import {
  knownLook,
  plainLook,
  privacyOf,
  programmeOf,
  type Look,
  type Programme,
} from "@/lib/installation";
import { publicPrivacy, type PublicPrivacy } from "@/lib/views/privacy";
import { getDatabase } from "./database";

/** Who runs the programme, for pages that nobody has to sign in for; empty while it was not set up. */
export function currentProgramme(): Promise<Programme> {
  return programmeOf(getDatabase());
}

/** What the privacy page says in a language: the statement, where the programme keeps it here (P3), and the register (O22). */
export async function currentPrivacy(language: Locale): Promise<PublicPrivacy> {
  const notice = await privacyOf(getDatabase(), language);
  return publicPrivacy(await currentProgramme(), notice);
}

/**
 * How the programme looks and speaks (P3); a trip to the database only once in some seconds. Plain where there is
 * no database at all: while the pages are built.
 */
export async function currentLook(): Promise<Look> {
  try {
    return await knownLook(getDatabase());
  } catch {
    return plainLook;
  }
}

import { programmeOf, type Programme } from "@/lib/installation";
import { getDatabase } from "./database";

/** Who runs the programme, for pages that nobody has to sign in for; empty while it was not set up. */
export function currentProgramme(): Promise<Programme> {
  return programmeOf(getDatabase());
}

import { PROGRAMME } from "@/db/schema";

/** What the address of the programme's own staff stands for. */
export const STAFF = PROGRAMME;

/** Where the people of a company, or of the programme's staff, are shown. */
export function baseOf(at: string | undefined): string {
  if (at === undefined || at === "") return "/settings/people";
  return at === PROGRAMME ? "/programme/operators" : `/programme/partners/${at}/people`;
}

import { Refusal, refuseIfAny, type FieldError } from "../../errors";
import { calendarDay, emailAddress } from "../../input";
import type { Cells } from "../kind";
import { dayColumns, type Said } from "./rules";

export type Told = Said & { evidence: string; contactName: string; contactEmail: string | null };

const address = emailAddress();

/** What a row says, by its cells. Refuses with everything that is wrong with them by themselves. */
export function readRow(cells: Cells): Told {
  const faults: FieldError[] = [];
  const dayOf = (field: (typeof dayColumns)[number]): string | null => {
    const text = cells[field] ?? "";
    const day = text === "" ? null : calendarDay(text);
    if (text !== "" && day === null)
      faults.push({ field, code: /^\d{5}$/.test(text) ? "import_day_number" : "invalid_date" });
    return day;
  };
  const [askedOn, consentedOn, declinedOn, expiredOn, withdrawnOn, completedOn] =
    dayColumns.map(dayOf);
  const lineOf = (field: "evidence" | "contactName") => {
    const text = (cells[field] ?? "").replace(/\s+/gu, " ").trim();
    if (text.length > 200) faults.push({ field, code: "too_long", params: { max: 200 } });
    return text;
  };
  const evidence = lineOf("evidence");
  const contactName = lineOf("contactName");
  const typed = cells.contactEmail ?? "";
  const email = typed === "" ? null : address.safeParse(typed);
  if (email && !email.success) faults.push({ field: "contactEmail", code: "invalid_email" });
  for (const [field, text] of [
    ["askedOn", cells.askedOn],
    ["evidence", evidence],
  ] as const)
    if (!text) faults.push({ field, code: "import_required" });
  refuseIfAny(faults);
  if (!askedOn) throw new Refusal("import_required", { field: "askedOn" });
  return {
    ...{ askedOn, evidence, contactName, contactEmail: email?.data ?? null },
    ...{ consentedOn: consentedOn ?? null, declinedOn: declinedOn ?? null },
    ...{ expiredOn: expiredOn ?? null, withdrawnOn: withdrawnOn ?? null },
    completedOn: completedOn ?? null,
  };
}

import { authorize } from "../../access/authorize";
import { listReports, type ReportRow } from "../../consent/list";
import type { Tx } from "../../ctx";

export type ReportLine = ReportRow;
export type ReportsView = { rows: ReportLine[]; next: string | null };

/** What recipients told us by "Not expected? Tell us", the newest first (D10). For the programme. */
export async function programmeReports(
  tx: Tx,
  input: { after?: string | undefined; size?: number },
): Promise<ReportsView> {
  authorize(tx, "programme.read");
  return listReports(tx, input);
}

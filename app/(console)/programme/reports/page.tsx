import { ReportsList } from "@/components/programme/reports-list";
import { programmeReports } from "@/lib/views/programme/reports";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("reports");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const after = one(search.after);
  const at = addressOf("/programme/reports", search);
  const open = one(search.show) === "open";
  const view = await show(programmeReports, { after, open }, { at });
  return (
    <ProgrammeFrame page="reports" at={at}>
      <ReportsList view={view} paged={after !== undefined} done={one(search.done)} />
    </ProgrammeFrame>
  );
}

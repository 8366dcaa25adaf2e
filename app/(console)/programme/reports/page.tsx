import { ReportsList } from "@/components/programme/reports-list";
import { programmeReports } from "@/lib/views/programme/reports";
import { showList } from "@/lib/web/kept-view";
import { one, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("reports");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const { view, at } = await showList(programmeReports, {
    path: "/programme/reports",
    search,
    input: {},
  });
  return (
    <ProgrammeFrame page="reports" at={at}>
      <ReportsList view={view} done={one(search.done)} />
    </ProgrammeFrame>
  );
}

import { LiftBan } from "@/components/programme/report-page";
import { programmeReport } from "@/lib/views/programme/reports";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { lift } from "../actions";
import { ProgrammeFrame } from "../../../frame";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ reportId: string }>) {
  const { reportId } = await params;
  const at = `/programme/reports/${encodeURIComponent(reportId)}/lift`;
  const view = await show(programmeReport, { reportId }, { at });
  return (
    <ProgrammeFrame page="reports" at={at} row={view.id}>
      <LiftBan view={view} action={lift} kept={await readKept(at)} />
    </ProgrammeFrame>
  );
}

import { ProgrammeHeader } from "@/components/programme/programme-header";
import { StopRequest } from "@/components/programme/report-page";
import { claimsWaiting } from "@/lib/views/programme/claims";
import { programmeReport } from "@/lib/views/programme/reports";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { stop } from "../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ reportId: string }>) {
  const { reportId } = await params;
  const at = `/programme/reports/${encodeURIComponent(reportId)}/stop`;
  const view = await show(programmeReport, { reportId }, { at });
  const waiting = await show(claimsWaiting, undefined, { at });
  return (
    <>
      <ProgrammeHeader current="reports" waiting={waiting} />
      <StopRequest view={view} action={stop} kept={await readKept(at)} />
    </>
  );
}

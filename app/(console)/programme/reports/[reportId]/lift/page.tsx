import { ProgrammeHeader } from "@/components/programme/programme-header";
import { LiftBan } from "@/components/programme/report-page";
import { claimsWaiting } from "@/lib/views/programme/claims";
import { programmeReport } from "@/lib/views/programme/reports";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { lift } from "../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ reportId: string }>) {
  const { reportId } = await params;
  const at = `/programme/reports/${encodeURIComponent(reportId)}/lift`;
  const view = await show(programmeReport, { reportId }, { at });
  const waiting = await show(claimsWaiting, undefined, { at });
  return (
    <>
      <ProgrammeHeader current="reports" waiting={waiting} />
      <LiftBan view={view} action={lift} kept={await readKept(at)} />
    </>
  );
}

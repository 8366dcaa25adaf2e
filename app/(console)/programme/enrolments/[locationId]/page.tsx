import { EnrolmentPage } from "@/components/programme/enrolment-page";
import { programmeEnrolment } from "@/lib/views/programme/enrolments";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { one, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame } from "../../frame";
import { decide, decideProfile } from "./actions";

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: PageProps<{ locationId: string }>) {
  const { locationId: id } = await params;
  const at = `/programme/enrolments/${encodeURIComponent(id)}`;
  const view = await show(programmeEnrolment, { id }, { at });
  const done = one((await searchParams).done);
  return (
    <ProgrammeFrame page="enrolments" at={at} row={view.id}>
      <EnrolmentPage
        view={view}
        actions={{ decide, decideProfile }}
        kept={await readKept(at)}
        done={done}
      />
    </ProgrammeFrame>
  );
}

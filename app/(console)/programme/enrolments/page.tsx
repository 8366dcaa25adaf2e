import { EnrolmentsList } from "@/components/programme/enrolments-list";
import { programmeEnrolments } from "@/lib/views/programme/enrolments";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("enrolments");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const after = one(search.after);
  const at = addressOf("/programme/enrolments", search);
  const view = await show(programmeEnrolments, { all: one(search.list) === "all", after }, { at });
  return (
    <ProgrammeFrame page="enrolments" at={at}>
      <EnrolmentsList view={view} paged={after !== undefined} />
    </ProgrammeFrame>
  );
}

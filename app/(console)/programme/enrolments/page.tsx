import { EnrolmentsList } from "@/components/programme/enrolments-list";
import { programmeEnrolments } from "@/lib/views/programme/enrolments";
import { showList } from "@/lib/web/kept-view";
import type { PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("enrolments");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const { view, at } = await showList(programmeEnrolments, {
    path: "/programme/enrolments",
    search,
    input: {},
  });
  return (
    <ProgrammeFrame page="enrolments" at={at}>
      <EnrolmentsList view={view} />
    </ProgrammeFrame>
  );
}

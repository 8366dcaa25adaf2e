import { ContactDecision } from "@/components/programme/contact-decision";
import { programmeContact } from "@/lib/views/programme/contacts";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { decide } from "./actions";
import { ProgrammeFrame } from "../../frame";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ releaseId: string }>) {
  const { releaseId } = await params;
  const at = `/programme/contacts/${encodeURIComponent(releaseId)}`;
  const view = await show(programmeContact, { releaseId }, { at });
  return (
    <ProgrammeFrame page="contacts" at={at} row={view.id}>
      <ContactDecision view={view} action={decide} kept={await readKept(at)} />
    </ProgrammeFrame>
  );
}

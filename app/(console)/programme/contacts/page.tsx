import { ContactsList } from "@/components/programme/contacts-list";
import { programmeContacts } from "@/lib/views/programme/contacts";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("contacts");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const after = one(search.after);
  const at = addressOf("/programme/contacts", search);
  const view = await show(programmeContacts, { after }, { at });
  return (
    <ProgrammeFrame page="contacts" at={at}>
      <ContactsList view={view} paged={after !== undefined} done={one(search.done)} />
    </ProgrammeFrame>
  );
}

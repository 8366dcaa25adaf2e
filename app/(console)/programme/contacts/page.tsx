import { ContactsList } from "@/components/programme/contacts-list";
import { programmeContacts } from "@/lib/views/programme/contacts";
import { showList } from "@/lib/web/kept-view";
import { one, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("contacts");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const { view, at } = await showList(programmeContacts, {
    path: "/programme/contacts",
    search,
    input: {},
  });
  return (
    <ProgrammeFrame page="contacts" at={at}>
      <ContactsList view={view} done={one(search.done)} />
    </ProgrammeFrame>
  );
}

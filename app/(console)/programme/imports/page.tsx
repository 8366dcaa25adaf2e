import { ImportsList } from "@/components/imports/imports-list";
import { programmeImports } from "@/lib/views/programme/imports";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("imports");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const after = one(search.after);
  const at = addressOf("/programme/imports", search);
  const view = await show(programmeImports, { after }, { at });
  return (
    <ProgrammeFrame page="imports" at={at}>
      <ImportsList view={view} paged={after !== undefined} />
    </ProgrammeFrame>
  );
}

import { CatalogueList } from "@/components/programme/catalogue-list";
import { programmeCatalogue } from "@/lib/views/programme/catalogue";
import { show } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("catalogue");

export default async function Page() {
  const at = "/programme/catalogue";
  const view = await show(programmeCatalogue, undefined, { at });
  return (
    <ProgrammeFrame page="catalogue" at={at}>
      <CatalogueList view={view} />
    </ProgrammeFrame>
  );
}

import { CatalogueList } from "@/components/programme/catalogue-list";
import { programmeCatalogue } from "@/lib/views/programme/catalogue";
import { addressOf, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("catalogue");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = addressOf("/programme/catalogue", search);
  const view = await show(programmeCatalogue, { search }, { at });
  return (
    <ProgrammeFrame page="catalogue" at={at}>
      <CatalogueList view={view} />
    </ProgrammeFrame>
  );
}

import { ImportsList } from "@/components/imports/imports-list";
import { programmeImports } from "@/lib/views/programme/imports";
import { showList } from "@/lib/web/kept-view";
import type { PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("imports");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const { view, at } = await showList(programmeImports, {
    path: "/programme/imports",
    search,
    input: {},
  });
  return (
    <ProgrammeFrame page="imports" at={at}>
      <ImportsList view={view} />
    </ProgrammeFrame>
  );
}

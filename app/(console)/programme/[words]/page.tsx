import { WordsList } from "@/components/programme/words-list";
import { programmeWords } from "@/lib/views/programme/words";
import { one, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("data");

export default async function Page({ params, searchParams }: PageProps<{ words: string }>) {
  const { words: of } = await params;
  const at = `/programme/${encodeURIComponent(of)}`;
  const view = await show(programmeWords, { of }, { at });
  return (
    <ProgrammeFrame page="data" at={at}>
      <WordsList view={view} done={one((await searchParams).done)} />
    </ProgrammeFrame>
  );
}

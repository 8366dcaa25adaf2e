import { RunsList } from "@/components/runs/runs-list";
import { programmeRuns } from "@/lib/views/runs";
import { showList } from "@/lib/web/kept-view";
import type { PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("runs");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const { view, at } = await showList(programmeRuns, {
    path: "/programme/runs",
    search,
    input: {},
  });
  return (
    <ProgrammeFrame page="runs" at={at}>
      <RunsList view={view} staff />
    </ProgrammeFrame>
  );
}

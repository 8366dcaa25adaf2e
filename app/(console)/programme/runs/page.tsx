import { RunsList } from "@/components/runs/runs-list";
import { programmeRuns } from "@/lib/views/runs";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("runs");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = addressOf("/programme/runs", search);
  const after = one(search.after);
  const view = await show(programmeRuns, { after }, { at });
  return (
    <ProgrammeFrame page="runs" at={at}>
      <RunsList view={view} paged={after !== undefined} staff />
    </ProgrammeFrame>
  );
}

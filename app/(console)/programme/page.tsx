import { Overview } from "@/components/programme/overview";
import { programmeOverview } from "@/lib/views/programme/overview";
import { show } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "./frame";

export const generateMetadata = titled("overview");

export default async function Page() {
  const at = "/programme";
  const view = await show(programmeOverview, undefined, { at });
  return (
    <ProgrammeFrame page="overview" at={at}>
      <Overview view={view} />
    </ProgrammeFrame>
  );
}

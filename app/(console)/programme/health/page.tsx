import { HealthPage } from "@/components/programme/health-page";
import { programmeHealth } from "@/lib/views/programme/health";
import { show } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("health");

export default async function Page() {
  const at = "/programme/health";
  const view = await show(programmeHealth, undefined, { at });
  return (
    <ProgrammeFrame page="health" at={at}>
      <HealthPage view={view} />
    </ProgrammeFrame>
  );
}

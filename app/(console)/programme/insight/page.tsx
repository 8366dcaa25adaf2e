import { InsightPage } from "@/components/insight/insight-page";
import { programmeInsight } from "@/lib/views/insight";
import { addressOf, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("insight");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = addressOf("/programme/insight", search);
  const view = await show(programmeInsight, { search }, { at, mayLag: true });
  return (
    <ProgrammeFrame page="insight" at={at}>
      <InsightPage view={view} base="/programme/insight" />
    </ProgrammeFrame>
  );
}

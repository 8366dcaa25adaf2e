import { InsightRounds } from "@/components/insight/insight-rounds";
import { programmeInsightRows } from "@/lib/views/insight-rows";
import { addressOf, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../../frame";

export const generateMetadata = titled("insight");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = addressOf("/programme/insight/rounds", search);
  const view = await show(programmeInsightRows, { search }, { at, mayLag: true });
  return (
    <ProgrammeFrame page="insight" at={at}>
      <InsightRounds view={view} base="/programme/insight" />
    </ProgrammeFrame>
  );
}

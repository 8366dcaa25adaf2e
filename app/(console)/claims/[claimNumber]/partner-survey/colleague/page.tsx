import { getLocale } from "next-intl/server";
import { SurveyColleague } from "@/components/claims/survey-colleague";
import { partnerSurvey } from "@/lib/views/claim/surveys";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { sendToColleague } from "../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ claimNumber: string }>) {
  const { claimNumber } = await params;
  const at = `/claims/${claimNumber}/partner-survey/colleague`;
  const language = await getLocale();
  const view = await show(partnerSurvey, { claimNumber, language }, { at });
  const kept = await readKept(at);
  return <SurveyColleague view={view} action={sendToColleague} kept={kept} language={language} />;
}

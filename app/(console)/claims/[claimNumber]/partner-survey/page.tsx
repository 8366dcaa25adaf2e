import { getLocale } from "next-intl/server";
import { PartnerSurvey } from "@/components/claims/partner-survey";
import { partnerSurvey } from "@/lib/views/claim/surveys";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { fillSurvey } from "./actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ claimNumber: string }>) {
  const { claimNumber } = await params;
  const at = `/claims/${claimNumber}/partner-survey`;
  const language = await getLocale();
  const view = await show(partnerSurvey, { claimNumber, language }, { at });
  return <PartnerSurvey view={view} action={fillSurvey} kept={await readKept(at)} />;
}

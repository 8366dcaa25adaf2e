import { SendSurvey } from "@/components/claims/send-survey";
import { sendSurveyView } from "@/lib/views/claim/send-survey";
import { titledByForm } from "@/lib/web/form-state";
import { show, type PageProps } from "@/lib/web/page";
import { resendSurvey, sendCustomerSurvey } from "../partner-survey/actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ claimNumber: string }>) {
  const { claimNumber } = await params;
  const at = `/claims/${claimNumber}/customer-survey`;
  const view = await show(sendSurveyView, { claimNumber }, { at });
  return <SendSurvey view={view} action={view.again ? resendSurvey : sendCustomerSurvey} />;
}

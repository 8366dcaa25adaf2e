import { SubmitClaim } from "@/components/claims/submit-claim";
import { submitClaimView } from "@/lib/views/claim/submit";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { submitClaim } from "../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ claimNumber: string }>) {
  const { claimNumber } = await params;
  const at = `/claims/${claimNumber}/submit`;
  const view = await show(submitClaimView, { claimNumber }, { at });
  return <SubmitClaim view={view} action={submitClaim} kept={await readKept(at)} />;
}

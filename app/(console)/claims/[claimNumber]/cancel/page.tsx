import { CancelClaim } from "@/components/claims/cancel-claim";
import { cancelClaimView } from "@/lib/views/claim/cancel";
import { titledByForm } from "@/lib/web/form-state";
import { show, type PageProps } from "@/lib/web/page";
import { cancelClaim } from "../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ claimNumber: string }>) {
  const { claimNumber } = await params;
  const at = `/claims/${claimNumber}/cancel`;
  const view = await show(cancelClaimView, { claimNumber }, { at });
  return <CancelClaim view={view} action={cancelClaim} />;
}

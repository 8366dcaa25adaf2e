import { RenewClaim } from "@/components/claims/renew-claim";
import { renewClaimView } from "@/lib/views/claim/renew";
import { titledByForm } from "@/lib/web/form-state";
import { show, type PageProps } from "@/lib/web/page";
import { renewClaim } from "../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ claimNumber: string }>) {
  const { claimNumber } = await params;
  const at = `/claims/${claimNumber}/renew`;
  const view = await show(renewClaimView, { claimNumber }, { at });
  return <RenewClaim view={view} action={renewClaim} />;
}

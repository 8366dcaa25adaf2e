import { DisputeClaim } from "@/components/claims/dispute-claim";
import { disputeClaimView } from "@/lib/views/claim/dispute";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { disputeClaim } from "../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ claimNumber: string }>) {
  const { claimNumber } = await params;
  const at = `/claims/${claimNumber}/dispute`;
  const view = await show(disputeClaimView, { claimNumber }, { at });
  return <DisputeClaim view={view} action={disputeClaim} kept={await readKept(at)} />;
}

import { EditClaim } from "@/components/claims/edit-claim";
import { editClaimView } from "@/lib/views/edit-claim";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { editClaim } from "../../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ claimNumber: string; part: string }>) {
  const { claimNumber, part } = await params;
  const at = `/claims/${claimNumber}/edit/${part}`;
  const view = await show(editClaimView, { claimNumber, part }, { at });
  return <EditClaim view={view} action={editClaim} kept={await readKept(at)} />;
}

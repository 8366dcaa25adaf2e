import { CheckContact } from "@/components/claims/check-contact";
import { EditClaim } from "@/components/claims/edit-claim";
import { editClaimView } from "@/lib/views/claim/edit";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { editClaim } from "../../actions";

export const metadata = titledByForm;

/** `check`: what was typed waits for a second look, before the customer survey goes to somebody else. */
export default async function Page({
  params,
  searchParams,
}: PageProps<{ claimNumber: string; part: string }>) {
  const { claimNumber, part } = await params;
  const { check } = await searchParams;
  const at = `/claims/${claimNumber}/edit/${part}`;
  const view = await show(editClaimView, { claimNumber, part }, { at });
  const kept = await readKept(at);
  const checks = check !== undefined && kept !== null && view.part === "customer" && !view.closed;
  return checks ? (
    <CheckContact view={view} action={editClaim} kept={kept} />
  ) : (
    <EditClaim view={view} action={editClaim} kept={kept} />
  );
}

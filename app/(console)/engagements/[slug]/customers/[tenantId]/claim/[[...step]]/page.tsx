import { randomUUID } from "node:crypto";
import { redirect } from "next/navigation";
import { ClaimCustomer } from "@/components/customers/claim-customer";
import { claimPath, claimSteps } from "@/components/customers/wizard-paths";
import { claimCustomerView } from "@/lib/views/claim-customer";
import { titledByForm } from "@/lib/web/form-state";
import { mayLookForRivals } from "@/lib/web/early-warning";
import { readKept } from "@/lib/web/kept";
import { show, stepIn, type PageProps } from "@/lib/web/page";
import { chooseLocation, chooseWorkshops, claimCustomer } from "../actions";

export const metadata = titledByForm;

const actions = { chooseLocation, chooseWorkshops, claimCustomer };

/** One screen of "Claim customer". Drafts and open screens as in "Add customer". */
export default async function Page({
  params,
  searchParams,
}: PageProps<{ slug: string; tenantId: string; step?: string[] }>) {
  const { slug, tenantId, step: path } = await params;
  const step = stepIn(claimSteps, path);
  const { draft } = await searchParams;
  if (typeof draft !== "string")
    redirect(claimPath(slug, tenantId, "location", { draft: randomUUID() }));
  const at = claimPath(slug, tenantId, step, { draft });
  const rivals = step === "review" && (await mayLookForRivals());
  const view = await show(claimCustomerView, { slug, tenantId, draft, step, rivals }, { at });
  // It was merged into another, which has the draft now (P18).
  if (view.tenant.id !== tenantId) redirect(claimPath(slug, view.tenant.id, step, { draft }));
  if (view.screen.kind === "elsewhere")
    redirect(claimPath(slug, tenantId, view.screen.step, { draft }));
  return <ClaimCustomer view={view} actions={actions} kept={await readKept(at)} />;
}

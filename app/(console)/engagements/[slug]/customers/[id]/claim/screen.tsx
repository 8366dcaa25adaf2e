import { randomUUID } from "node:crypto";
import { redirect } from "next/navigation";
import { ClaimCustomer } from "@/components/customers/claim-customer";
import { claimPath } from "@/components/customers/wizard-paths";
import { claimCustomerView, type ClaimView } from "@/lib/views/claim-customer";
import { mayLookForRivals } from "@/lib/web/early-warning";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { chooseLocation, chooseWorkshops, claimCustomer } from "./actions";

type Step = Extract<ClaimView["screen"], { kind: "elsewhere" }>["step"];

const actions = { chooseLocation, chooseWorkshops, claimCustomer };

/** One screen of "Claim customer"; `id` is the tenant. Drafts and open screens as in "Add customer". */
export async function ClaimScreen(
  { params, searchParams }: PageProps<{ slug: string; id: string }>,
  step: Step,
) {
  const { slug, id } = await params;
  const { draft } = await searchParams;
  if (typeof draft !== "string") redirect(claimPath(slug, id, "location", { draft: randomUUID() }));
  const at = claimPath(slug, id, step, { draft });
  const rivals = step === "review" && (await mayLookForRivals());
  const view = await show(claimCustomerView, { slug, tenantId: id, draft, step, rivals }, { at });
  if (view.screen.kind === "elsewhere") redirect(claimPath(slug, id, view.screen.step, { draft }));
  return <ClaimCustomer view={view} actions={actions} kept={await readKept(at)} />;
}

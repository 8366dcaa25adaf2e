import { redirect } from "next/navigation";
import { EligibilityResult } from "@/components/customers/eligibility-result";
import { eligibilityResult } from "@/lib/views/eligibility-result";
import { titledByForm } from "@/lib/web/form-state";
import { show, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ slug: string; tenantId: string }>) {
  const { slug, tenantId } = await params;
  const at = `/engagements/${slug}/customers/${tenantId}/eligibility`;
  const view = await show(eligibilityResult, { slug, tenantId }, { at });
  // It was merged into another (P18).
  if (view.customer.id !== tenantId.toLowerCase())
    redirect(`/engagements/${slug}/customers/${view.customer.id}/eligibility`);
  return <EligibilityResult view={view} />;
}

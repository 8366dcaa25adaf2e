import { EligibilityResult } from "@/components/customers/eligibility-result";
import { eligibilityResult } from "@/lib/views/eligibility-result";
import { titledByForm } from "@/lib/web/form-state";
import { show, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ slug: string; id: string }>) {
  const { slug, id } = await params;
  const at = `/engagements/${slug}/customers/${id}/eligibility`;
  const view = await show(eligibilityResult, { slug, tenantId: id }, { at });
  return <EligibilityResult view={view} />;
}

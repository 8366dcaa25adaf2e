import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EligibilityResult } from "@/components/customers/eligibility-result";
import { eligibilityResult } from "@/lib/views/eligibility-result";
import { show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("customers.why");
  return { title: t("tabTitle") };
}

export default async function Page({ params }: PageProps<{ slug: string; id: string }>) {
  const { slug, id } = await params;
  const at = `/engagements/${slug}/customers/${id}/eligibility`;
  const view = await show(eligibilityResult, { slug, tenantId: id }, { at });
  return <EligibilityResult view={view} />;
}

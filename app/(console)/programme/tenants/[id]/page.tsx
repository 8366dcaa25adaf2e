import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TenantFacts } from "@/components/programme/tenant-facts";
import { programmeTenant } from "@/lib/views/programme/tenant";
import { show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("programme"))("pages.tenants") };
}

export default async function Page({ params }: PageProps<{ id: string }>) {
  const { id } = await params;
  const at = `/programme/tenants/${id}`;
  return <TenantFacts view={await show(programmeTenant, { id }, { at })} />;
}

import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CustomersList } from "@/components/customers/customers-list";
import { EngagementHeader } from "@/components/engagements/engagement-header";
import { customersPage } from "@/lib/views/customers-page";
import { addressOf, show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("customers");
  return { title: t("title") };
}

export default async function Page({ params, searchParams }: PageProps<{ slug: string }>) {
  const { slug } = await params;
  const search = await searchParams;
  const at = addressOf(`/engagements/${slug}/customers`, search);
  const view = await show(customersPage, { slug, search }, { at, planOnce: true });
  return (
    <>
      <EngagementHeader engagement={view.engagement} current="customers" />
      <CustomersList view={view} />
    </>
  );
}

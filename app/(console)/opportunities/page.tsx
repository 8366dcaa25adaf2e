import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OpportunitiesPage } from "@/components/opportunities/opportunities-page";
import { opportunitiesView } from "@/lib/views/opportunities";
import { seenAs } from "@/lib/web/kept-view";
import { choose } from "../runs/actions";
import { addressOf, show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("opportunities");
  return { title: t("title") };
}

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = addressOf("/opportunities", search);
  const asked = { search: await seenAs("/opportunities", search) };
  const view = await show(opportunitiesView, asked, { at, planOnce: true, mayLag: true });
  return <OpportunitiesPage view={view} choose={choose} />;
}

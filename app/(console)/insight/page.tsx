import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InsightPage } from "@/components/insight/insight-page";
import { partnerInsight } from "@/lib/views/insight";
import { addressOf, show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("insight");
  return { title: t("title") };
}

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = addressOf("/insight", search);
  return (
    <InsightPage
      view={await show(partnerInsight, { search }, { at, mayLag: true })}
      base="/insight"
    />
  );
}

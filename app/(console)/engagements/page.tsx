import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { Overview } from "@/components/engagements/engagements-overview";
import { engagementsOverview } from "@/lib/views/engagements-overview";
import { addressOf, show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("engagements");
  return { title: t("title") };
}

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  // Where it was before it became a page of its own; links in e-mails may still say so.
  if (search.area === "attention") redirect("/attention");
  const at = addressOf("/engagements", search);
  return (
    <Overview
      view={await show(engagementsOverview, { search }, { at, planOnce: true, mayLag: true })}
    />
  );
}

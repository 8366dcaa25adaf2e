import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClaimPage } from "@/components/claims/claim-page";
import { claimDetails } from "@/lib/views/claim-details";
import { readDocumentsNotice } from "@/lib/web/documents-notice";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";

export async function generateMetadata({
  params,
}: PageProps<{ claimNumber: string }>): Promise<Metadata> {
  const t = await getTranslations("claims");
  return { title: t("pageTitle", { number: (await params).claimNumber }) };
}

export default async function Page({ params, searchParams }: PageProps<{ claimNumber: string }>) {
  const { claimNumber } = await params;
  const search = await searchParams;
  const at = addressOf(`/claims/${claimNumber}`, search);
  const view = await show(claimDetails, { claimNumber, done: one(search.done) }, { at });
  return <ClaimPage view={view} documents={null} surveys={null} comments={null} />;
}

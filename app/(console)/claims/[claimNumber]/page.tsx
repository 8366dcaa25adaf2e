import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClaimPage } from "@/components/claims/claim-page";
import { claimDetails } from "@/lib/views/claim-details";
import { readDocumentsNotice } from "@/lib/web/documents-notice";
import { show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("claims");
  return { title: t("title") };
}

export default async function Page({ params, searchParams }: PageProps<{ claimNumber: string }>) {
  const { claimNumber } = await params;
  const view = await show(claimDetails, claimNumber, { at: `/claims/${claimNumber}` });
  const notice = await readDocumentsNotice((await searchParams).documents, claimNumber);
  return <ClaimPage {...view} notice={notice} />;
}

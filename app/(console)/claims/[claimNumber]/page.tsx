import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClaimPage } from "@/components/claims/claim-page";
import { claimDetails } from "@/lib/views/claim-details";
import { one, show, type PageProps } from "@/lib/web/page";
import { resendSurvey, sendCustomerSurvey } from "./partner-survey/actions";

const surveyActions = { resendSurvey, sendCustomerSurvey };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("claims");
  return { title: t("title") };
}

export default async function Page({ params, searchParams }: PageProps<{ claimNumber: string }>) {
  const { claimNumber } = await params;
  const view = await show(claimDetails, claimNumber, { at: `/claims/${claimNumber}` });
  const told = one((await searchParams).survey);
  return <ClaimPage {...view} surveyActions={surveyActions} told={told} />;
}

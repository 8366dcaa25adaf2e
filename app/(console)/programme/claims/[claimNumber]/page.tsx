import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClaimReview } from "@/components/programme/claim-review";
import { programmeClaim } from "@/lib/views/programme/claim";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { addressOf, show, type PageProps } from "@/lib/web/page";
import * as actions from "./actions";

type Props = PageProps<{ claimNumber: string }>;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  if ((await searchParams).do !== undefined) return titledByForm;
  const { claimNumber } = await params;
  return { title: (await getTranslations("review.page"))("title", { number: claimNumber }) };
}

export default async function Page({ params, searchParams }: Props) {
  const { claimNumber } = await params;
  const search = await searchParams;
  const at = addressOf(`/programme/claims/${claimNumber}`, search);
  const view = await show(programmeClaim, { claimNumber, search }, { at });
  return <ClaimReview view={view} actions={actions} kept={await readKept(at)} />;
}

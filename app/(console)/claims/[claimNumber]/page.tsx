import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClaimPage } from "@/components/claims/claim-page";
import { CommentsSection } from "@/components/claims/comments-section";
import { ReviewsSection } from "@/components/claims/reviews-section";
import { claimDetails } from "@/lib/views/claim-details";
import { claimTalk } from "@/lib/views/claim-talk";
import { readKept } from "@/lib/web/kept";
import { addressOf, show, type PageProps } from "@/lib/web/page";
import { comment } from "./comments/actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("claims");
  return { title: t("title") };
}

export default async function Page({ params, searchParams }: PageProps<{ claimNumber: string }>) {
  const { claimNumber } = await params;
  const search = await searchParams;
  const base = `/claims/${claimNumber}`;
  const at = addressOf(base, search);
  const view = await show(claimDetails, claimNumber, { at });
  const talk = await show(claimTalk, { claimNumber, search }, { at });
  return (
    <>
      <ClaimPage {...view} />
      <div className="above" />
      <ReviewsSection reviews={talk.reviews} timeZone={talk.timeZone} />
      <CommentsSection {...talk} base={base} action={comment} kept={await readKept(at)} />
    </>
  );
}

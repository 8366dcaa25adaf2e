import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClaimsQueue } from "@/components/programme/claims-queue";
import { ProgrammeHeader } from "@/components/programme/programme-header";
import { claimsWaiting, programmeClaims } from "@/lib/views/programme/claims";
import { addressOf, show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("programme"))("pages.claims") };
}

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = addressOf("/programme/claims", search);
  const view = await show(programmeClaims, { search }, { at });
  return (
    <>
      <ProgrammeHeader current="claims" waiting={await show(claimsWaiting, undefined, { at })} />
      <ClaimsQueue view={view} />
    </>
  );
}

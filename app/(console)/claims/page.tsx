import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClaimsList } from "@/components/claims/claims-list";
import { claimsList } from "@/lib/views/claim/list";
import { whyNoDocuments } from "@/lib/web/claim-documents";
import { seenAs } from "@/lib/web/kept-view";
import { choose } from "../runs/actions";
import { addressOf, show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("claimsList");
  return { title: t("title") };
}

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = addressOf("/claims", search);
  return (
    <ClaimsList
      choose={choose}
      wrong={await whyNoDocuments(search)}
      view={await show(
        claimsList,
        { search: await seenAs("/claims", search) },
        { at, mayLag: true },
      )}
    />
  );
}

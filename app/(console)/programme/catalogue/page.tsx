import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CatalogueList } from "@/components/programme/catalogue-list";
import { ProgrammeHeader } from "@/components/programme/programme-header";
import { claimsWaiting } from "@/lib/views/programme/claims";
import { programmeCatalogue } from "@/lib/views/programme/catalogue";
import { show } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("programme"))("pages.catalogue") };
}

export default async function Page() {
  const view = await show(programmeCatalogue, undefined, { at: "/programme/catalogue" });
  const waiting = await show(claimsWaiting, undefined, { at: "/programme/catalogue" });
  return (
    <>
      <ProgrammeHeader current="catalogue" waiting={waiting} />
      <CatalogueList view={view} />
    </>
  );
}

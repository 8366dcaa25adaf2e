import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Overview } from "@/components/programme/overview";
import { ProgrammeHeader } from "@/components/programme/programme-header";
import { claimsWaiting } from "@/lib/views/programme/claims";
import { programmeOverview } from "@/lib/views/programme/overview";
import { show } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("programme"))("title") };
}

export default async function Page() {
  const view = await show(programmeOverview, undefined, { at: "/programme" });
  const waiting = await show(claimsWaiting, undefined, { at: "/programme" });
  return (
    <>
      <ProgrammeHeader current="overview" waiting={waiting} />
      <Overview view={view} />
    </>
  );
}

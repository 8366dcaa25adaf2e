import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProgrammeHeader } from "@/components/programme/programme-header";
import { MailList } from "@/components/programme/mail-list";
import { claimsWaiting } from "@/lib/views/programme/claims";
import { programmeMail } from "@/lib/views/programme/mail";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("programme");
  return { title: t("pages.mail") };
}

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const after = one(search.after);
  const at = addressOf("/programme/mail", search);
  const view = await show(programmeMail, { state: one(search.state), after }, { at });
  const waiting = await show(claimsWaiting, undefined, { at });
  return (
    <>
      <ProgrammeHeader current="mail" waiting={waiting} />
      <MailList view={view} paged={after !== undefined} />
    </>
  );
}

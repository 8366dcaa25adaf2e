import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PeoplePage } from "@/components/people/people-page";
import { PageHeader } from "@/components/ui/page-header";
import { peopleView } from "@/lib/views/people";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";
import { answer, resend, withdraw } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("people") };
}

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const after = one(search.after);
  const view = await show(peopleView, { after }, { at: addressOf("/settings/people", search) });
  const t = await getTranslations("people");
  return (
    <>
      <PageHeader title={t("title", { company: view.name ?? "" })} />
      <PeoplePage
        view={view}
        actions={{ answer, resend, withdraw }}
        paged={after !== undefined}
        done={one(search.done)}
      />
    </>
  );
}

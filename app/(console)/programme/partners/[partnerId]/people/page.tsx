import { getTranslations } from "next-intl/server";
import { TabTitle } from "@/components/customers/wizard-frame";
import { PeoplePage } from "@/components/people/people-page";
import { PageHeader } from "@/components/ui/page-header";
import { peopleView } from "@/lib/views/people";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { showList } from "@/lib/web/kept-view";
import { one, type PageProps } from "@/lib/web/page";
import { answer, resend, withdraw } from "@/app/(console)/settings/people/actions";

export const metadata = titledByForm;

/** U9: the people of a partner, for a partner manager. */
export default async function Page({ params, searchParams }: PageProps<{ partnerId: string }>) {
  const { partnerId } = await params;
  const search = await searchParams;
  const here = `/programme/partners/${encodeURIComponent(partnerId)}`;
  const input = { at: partnerId };
  const { view, at } = await showList(peopleView, { path: `${here}/people`, search, input });
  const t = await getTranslations("people");
  const programme = await getTranslations("programme");
  const title = t("title", { company: view.name ?? "" });
  const crumbs = [
    { label: programme("title"), href: "/programme" },
    { label: programme("pages.partners"), href: "/programme/partners" },
    { label: view.name ?? "", href: here },
  ];
  return (
    <>
      <TabTitle title={title} />
      <PageHeader title={title} crumbs={crumbs} />
      <PeoplePage
        view={view}
        actions={{ answer, resend, withdraw }}
        kept={await readKept(at)}
        done={one(search.done)}
      />
    </>
  );
}

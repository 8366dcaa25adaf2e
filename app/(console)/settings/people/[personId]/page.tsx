import { getTranslations } from "next-intl/server";
import { TabTitle } from "@/components/customers/wizard-frame";
import { PersonPage } from "@/components/people/person-page";
import { PageHeader } from "@/components/ui/page-header";
import { personView } from "@/lib/views/people";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { disable, enable, roles } from "../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ personId: string }>) {
  const { personId } = await params;
  const at = `/settings/people/${encodeURIComponent(personId)}`;
  const view = await show(personView, { id: personId }, { at });
  const t = await getTranslations("people");
  return (
    <>
      {view.mine ? <TabTitle title={view.name} /> : null}
      <PageHeader
        title={view.name}
        crumbs={[{ label: t("people"), href: `${view.base}?again=${view.id}` }]}
      />
      <PersonPage
        view={view}
        actions={{ roles, disable, enable }}
        kept={await readKept(at)}
        title={view.name}
      />
    </>
  );
}

import { getTranslations } from "next-intl/server";
import { TabTitle } from "@/components/customers/wizard-frame";
import { OperatorPage } from "@/components/people/operator-page";
import { PageHeader } from "@/components/ui/page-header";
import { operatorView } from "@/lib/views/people";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { signOut } from "@/app/(console)/settings/people/actions";
import { change } from "./actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ operatorId: string }>) {
  const { operatorId } = await params;
  const at = `/programme/operators/${encodeURIComponent(operatorId)}`;
  const view = await show(operatorView, { id: operatorId }, { at });
  const t = await getTranslations("people");
  const crumbs = [{ label: t("staff"), href: `/programme/operators?again=${view.id}` }];
  return (
    <>
      {view.mine ? <TabTitle title={view.name} /> : null}
      <PageHeader title={view.name} crumbs={crumbs} />
      <OperatorPage
        view={view}
        action={change}
        signOut={signOut}
        kept={await readKept(at)}
        title={view.name}
      />
    </>
  );
}

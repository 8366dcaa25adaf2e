import { getLocale, getTranslations } from "next-intl/server";
import { InviteForm } from "@/components/people/invite-form";
import { PageHeader } from "@/components/ui/page-header";
import { inviteView } from "@/lib/views/people";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { invite } from "@/app/(console)/settings/people/actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ partnerId: string }>) {
  const { partnerId } = await params;
  const at = `/programme/partners/${encodeURIComponent(partnerId)}/people/invite`;
  const view = await show(inviteView, { at: partnerId }, { at });
  const t = await getTranslations("people");
  const company = view.name ?? "";
  const title = t("inviteTitle", { company });
  return (
    <>
      <PageHeader title={title} crumbs={[{ label: t("title", { company }), href: view.base }]} />
      <InviteForm
        view={view}
        action={invite}
        kept={await readKept(at)}
        title={title}
        locale={await getLocale()}
      />
    </>
  );
}

import { getLocale, getTranslations } from "next-intl/server";
import { InviteForm } from "@/components/people/invite-form";
import { PageHeader } from "@/components/ui/page-header";
import { inviteView } from "@/lib/views/people";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show } from "@/lib/web/page";
import { invite } from "../actions";

export const metadata = titledByForm;

export default async function Page() {
  const at = "/settings/people/invite";
  const view = await show(inviteView, {}, { at });
  const t = await getTranslations("people");
  const title = t("inviteTitle", { company: view.name ?? "" });
  return (
    <>
      <PageHeader title={title} crumbs={[{ label: t("people"), href: view.base }]} />
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

import { InvitePage } from "@/components/people/invite-page";
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
  return <InvitePage view={view} action={invite} kept={await readKept(at)} />;
}

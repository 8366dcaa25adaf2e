import { InvitePage } from "@/components/people/invite-page";
import { inviteView } from "@/lib/views/people";
import { STAFF } from "@/lib/views/people-addresses";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show } from "@/lib/web/page";
import { invite } from "@/app/(console)/settings/people/actions";

export const metadata = titledByForm;

export default async function Page() {
  const at = "/programme/operators/invite";
  const view = await show(inviteView, { at: STAFF }, { at });
  return <InvitePage view={view} action={invite} kept={await readKept(at)} />;
}

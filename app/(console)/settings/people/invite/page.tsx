import { InvitePage } from "@/components/people/invite-page";
import { inviteView } from "@/lib/views/people";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show } from "@/lib/web/page";
import { invite } from "../actions";

export const metadata = titledByForm;

export default async function Page() {
  const at = "/settings/people/invite";
  const view = await show(inviteView, {}, { at });
  return <InvitePage view={view} action={invite} kept={await readKept(at)} />;
}

import { AccountFrame } from "@/components/account/account-frame";
import { Notices } from "@/components/account/notices";
import { Told } from "@/components/account/told";
import { noticesView } from "@/lib/views/account/notices";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { showOwn } from "@/lib/web/own-account";
import type { PageProps } from "@/lib/web/page";
import { told } from "@/lib/web/told";
import { save } from "./actions";

export const metadata = titledByForm;

export default async function NoticesPage({ searchParams }: PageProps) {
  const at = "/settings/notices";
  const view = await showOwn(noticesView, { at });
  return (
    <AccountFrame page="notices">
      <Told {...await told(await searchParams)} />
      <Notices view={view} save={save} kept={await readKept(at)} />
    </AccountFrame>
  );
}

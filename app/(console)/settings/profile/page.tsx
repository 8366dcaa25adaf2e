import { AccountFrame } from "@/components/account/account-frame";
import { Profile } from "@/components/account/profile";
import { Told } from "@/components/account/told";
import { profileView } from "@/lib/views/account/profile";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { showOwn } from "@/lib/web/own-account";
import type { PageProps } from "@/lib/web/page";
import { hasShortcuts, theme } from "@/lib/web/preferences";
import { told } from "@/lib/web/told";
import { save } from "./actions";

export const metadata = titledByForm;

export default async function ProfilePage({ searchParams }: PageProps) {
  const at = "/settings/profile";
  const view = await showOwn(profileView, { at });
  const props = {
    view,
    theme: (await theme()) ?? "system",
    shortcuts: await hasShortcuts(),
    kept: await readKept(at),
  } as const;
  return (
    <AccountFrame page="profile">
      <Told {...await told(await searchParams)} />
      <Profile {...props} save={save} />
    </AccountFrame>
  );
}

import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { settingsEntries } from "@/lib/views/shell";
import { currentActor } from "@/lib/web/session";

/** What stands around the pages of the settings. It never authorises: each page asks for itself. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  const t = await getTranslations("people");
  const account = await getTranslations("account");
  const own = {
    profile: account("pages.profile"),
    notices: account("pages.notices"),
    sessions: account("pages.sessions"),
    security: account("pages.security"),
  };
  const words = {
    people: t("people"),
    locations: (await getTranslations("locations"))("title"),
    ...own,
  };
  const entries = settingsEntries(actor).map((page) => ({
    href: `/settings/${page}`,
    label: words[page],
  }));
  return (
    <SettingsFrame label={t("pagesLabel")} entries={entries}>
      {children}
    </SettingsFrame>
  );
}

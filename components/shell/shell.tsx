import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Section, ShellView } from "@/lib/views/shell";
import type { IconName } from "../ui/icon";
import { SkipLink } from "../ui/skip-link";
import { AccountMenu } from "./account-menu";
import { Nav } from "./nav";
import type { ThemeChoice } from "./preferences";
import { TopBar } from "./top-bar";

type Props = ShellView & {
  theme: ThemeChoice;
  children: ReactNode;
};

const icons = {
  engagements: "engagements",
  programme: "programme",
  mailbox: "mail",
} as const satisfies Record<Section, IconName>;

/** The frame of every console page: bar, navigation, page. */
export function Shell({ person, partner, sections, theme, children }: Props) {
  const t = useTranslations("shell");
  const items = sections.map((section) => ({
    href: `/${section}`,
    label: t(`nav.${section}`),
    icon: icons[section],
  }));
  return (
    <>
      <SkipLink />
      <TopBar partner={partner}>
        <AccountMenu person={person} at={partner ?? t("operator")} theme={theme} />
      </TopBar>
      <div className="frame">
        <Nav label={t("mainNavigation")} items={items} />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
    </>
  );
}

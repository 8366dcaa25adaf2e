import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SkipLink } from "../ui/skip-link";
import { AccountMenu, type Person } from "./account-menu";
import { Nav } from "./nav";
import type { ThemeChoice } from "./preferences";
import { TopBar } from "./top-bar";

/** The parts of the console that a person can go to, in this order. */
export type Section = "engagements" | "claims" | "attention" | "settings" | "programme" | "mailbox";

export type ShellProps = {
  person: Person;
  partner?: string | undefined;
  sections: Section[];
  theme: ThemeChoice;
  children: ReactNode;
};

const icons = {
  engagements: "engagements",
  claims: "claims",
  attention: "attention",
  settings: "settings",
  programme: "programme",
  mailbox: "mail",
} as const;

/** The frame of every console page: bar, navigation, page. */
export function Shell({ person, partner, sections, theme, children }: ShellProps) {
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
        <AccountMenu person={person} theme={theme} />
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

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Section, ShellView } from "@/lib/views/shell";
import type { IconName } from "../ui/icon";
import { useBarWords } from "./bar-words";
import { Frame } from "./frame";
import type { ThemeChoice } from "./preferences";

type Props = ShellView & {
  theme: ThemeChoice;
  children: ReactNode;
};

const icons = {
  engagements: "engagements",
  claims: "claims",
  attention: "attention",
  programme: "programme",
  settings: "settings",
  mailbox: "mail",
} as const satisfies Record<Section, IconName>;

/** The frame of every console page: bar, navigation, page. */
export function Shell(props: Props) {
  const { person, partner, elsewhere, sections, attention, company, theme, children } = props;
  const t = useTranslations("shell");
  const words = {
    ...useBarWords(),
    main: t("mainNavigation"),
    account: t("account"),
    accountOf: t("accountOf", { name: person.name }),
    signOut: t("signOut"),
    settings: t("settings"),
    switchTo: t("switchTo"),
    programme: t("nav.programme"),
  };
  const items = sections.map((section) => ({
    href: `/${section}`,
    label: t(`nav.${section}`),
    icon: icons[section],
    ...(section === "attention" && attention > 0
      ? { count: t("count", { count: attention }), counted: t("counted", { count: attention }) }
      : {}),
  }));
  return (
    <Frame
      words={words}
      person={person}
      partner={partner}
      at={partner ?? t("operator")}
      elsewhere={elsewhere}
      items={items}
      company={company}
      locale={useLocale()}
      theme={theme}
    >
      {children}
    </Frame>
  );
}

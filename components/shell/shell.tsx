import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Look, Section, ShellView } from "@/lib/views/shell";
import type { IconName } from "../ui/icon";
import { mailTo } from "../ui/mail-to";
import { MessageBar } from "../ui/message-bar";
import { useBarWords } from "./bar-words";
import { Frame } from "./frame";
import { usePaletteWords } from "../search/palette-words";

type Props = ShellView & {
  look: Look;
  /** Whether the reader has the keys of the search (K5). */
  shortcuts: boolean;
  children: ReactNode;
};

const icons = {
  engagements: "engagements",
  opportunities: "opportunities",
  claims: "claims",
  payments: "payments",
  insight: "programme",
  runs: "runs",
  attention: "attention",
  programme: "programme",
  settings: "settings",
  mailbox: "mail",
} as const satisfies Record<Section, IconName>;

/** The frame of every console page: bar, navigation, page. */
export function Shell(props: Props) {
  const {
    person,
    partner,
    elsewhere,
    sections,
    attention,
    pinned,
    company,
    ask,
    look,
    shortcuts,
    children,
  } = props;
  const t = useTranslations("shell");
  const account = useTranslations("account");
  const help = useTranslations("help");
  const words = {
    ...useBarWords(look),
    main: t("mainNavigation"),
    account: t("account"),
    accountOf: t("accountOf", { name: person.name }),
    signOut: t("signOut"),
    pages: (["profile", "sessions", "security"] as const).map((page) => ({
      href: `/settings/${page}`,
      label: account(`pages.${page}`),
    })),
    find: usePaletteWords(),
    help: { open: help("title"), close: help("close"), whole: help("whole"), all: help("all") },
    switchTo: t("switchTo"),
    programme: t("nav.programme"),
  };
  const sectionItems = sections.map((section) => ({
    href: `/${section}`,
    label: t(`nav.${section}`),
    icon: icons[section],
    ...(section === "attention" && attention > 0
      ? { count: t("count", { count: attention }), counted: t("counted", { count: attention }) }
      : {}),
  }));
  const pins = pinned.map(({ href, name, count }) => ({
    href,
    label: name,
    icon: "pin" as const,
    ...(count && {
      count: t("pinned", { count: count.count, more: String(count.more) }),
      counted: t("pinnedCounted", { count: count.count, more: String(count.more) }),
    }),
  }));
  const items = [...sectionItems, ...pins];
  return (
    <Frame
      words={words}
      shortcuts={shortcuts}
      person={person}
      partner={partner}
      at={partner ?? t("operator")}
      elsewhere={elsewhere}
      items={items}
      company={company}
    >
      {ask !== null && <Suspended partner={partner ?? ""} ask={ask} />}
      {children}
    </Frame>
  );
}

/** P25: whoever works for a suspended company reads, and knows whom to ask. */
function Suspended({ partner, ask }: { partner: string; ask: string }) {
  const t = useTranslations("shell.suspended");
  return (
    <MessageBar tone="warning" title={t("title", { partner })}>
      {t("text")}{" "}
      {ask !== "" &&
        t.rich("ask", { email: ask, link: (words) => <a href={mailTo(ask)}>{words}</a> })}
    </MessageBar>
  );
}

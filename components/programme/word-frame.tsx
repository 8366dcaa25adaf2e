import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { vocabularies, type Vocabulary } from "@/lib/engagements/words/schema";
import { TabTitle } from "../customers/wizard-frame";
import { MessageBar } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { Tabs } from "../ui/tabs";

/** The lists of what the programme measures, asks and offers, side by side. */
export function DataTabs({ current }: { current: Vocabulary | "templates" }) {
  const t = useTranslations("programme.words");
  const lists = [...vocabularies, "templates"] as const;
  return (
    <Tabs
      label={t("label")}
      variant="pills"
      tabs={lists.map((one) => ({
        label: t(`lists.${one}`),
        href: `/programme/${one}`,
        current: one === current,
      }))}
    />
  );
}

type Props = {
  title: string;
  of: Vocabulary;
  /** The word that the page is within. */
  word?: { key: string; label: string };
  mayEdit: boolean;
  children: ReactNode;
};

/** What stands around a page about a word; who may not change it is told whom to ask (P5). */
export function WordFrame({ title, of, word, mayEdit, children }: Props) {
  const t = useTranslations("programme");
  return (
    <>
      {mayEdit ? null : <TabTitle title={`${title} · ${t("title")}`} />}
      <PageHeader
        title={title}
        crumbs={[
          { label: t("title"), href: "/programme" },
          { label: t(`words.lists.${of}`), href: `/programme/${of}` },
          ...(word ? [{ label: word.label, href: wordPath(of, word.key) }] : []),
        ]}
      />
      {mayEdit ? null : (
        <MessageBar>{t(of === "metrics" ? "words.readOnlyMetrics" : "words.readOnly")}</MessageBar>
      )}
      {children}
    </>
  );
}

export function wordPath(of: Vocabulary, key: string): string {
  return `/programme/${of}/${encodeURIComponent(key)}`;
}

import { useTranslations } from "next-intl";
import type { Entry, EntryGroup } from "@/lib/views/help/entries";
import { TabTitle } from "../customers/wizard-frame";
import { PageHeader } from "../ui/page-header";

/** K9: the words of the product, by name. */
export function GlossaryPage({ entries }: { entries: Entry[] }) {
  return (
    <div className="help-text">
      <Head of="glossary" />
      <Entries entries={entries} />
    </div>
  );
}

/** K9: what a state or a reason means, and what one can do. */
export function ReasonsPage({ groups }: { groups: EntryGroup[] }) {
  return (
    <div className="help-text">
      <Head of="reasons" />
      {groups.map(({ kind, title, intro, entries }) => (
        <section key={kind} id={kind} aria-labelledby={`${kind}-title`}>
          <h2 id={`${kind}-title`}>{title}</h2>
          <p>{intro}</p>
          <Entries entries={entries} />
        </section>
      ))}
    </div>
  );
}

function Head({ of }: { of: "glossary" | "reasons" }) {
  const t = useTranslations("help");
  const title = t(`lists.${of}.title`);
  return (
    <>
      <TabTitle title={t("titleOf", { topic: title })} />
      <PageHeader title={title} crumbs={[{ label: t("title"), href: "/help" }]}>
        {t(`lists.${of}.intro`)}
      </PageHeader>
    </>
  );
}

function Entries({ entries }: { entries: Entry[] }) {
  return (
    <dl className="help-entries">
      {entries.map(({ id, title, text }) => (
        <div key={id} id={id}>
          <dt>{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

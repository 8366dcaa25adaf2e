import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterForm, FilterSelect } from "@/components/ui/filter-form";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import type { AttentionView } from "@/lib/views/attention";
import { attentionHref } from "./attention-href";
import { AttentionTable } from "./attention-table";

const kinds = ["not_sent", "consent_ends", "mail_failed", "delivery_ends", "claims"] as const;

/** What waits for the partner across engagements, by kind, each thing with its next step. */
export async function AttentionList({ view }: { view: AttentionView }) {
  const t = await getTranslations("attention");
  const { query, groups, total } = view;
  const filtered = query.kind !== "" || query.location !== "";
  return (
    <>
      <PageHeader title={total > 0 ? t("titleCount", { count: total }) : t("title")}>
        {t("intro")}
      </PageHeader>
      {total > 0 || filtered ? (
        <FilterForm action="/attention" clearHref={filtered ? "/attention" : undefined}>
          <FilterSelect
            label={t("filters.kind")}
            name="kind"
            value={query.kind}
            options={kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          />
          {view.locations.length > 1 ? (
            <FilterSelect
              label={t("filters.location")}
              name="location"
              value={query.location}
              options={view.locations.map(({ mpnId, name }) => ({
                value: mpnId,
                label: t("location", { name, id: mpnId }),
              }))}
            />
          ) : null}
        </FilterForm>
      ) : null}
      {groups.map((group) => (
        <Group key={group.kind} group={group} query={query} />
      ))}
      {groups.length === 0 ? <Nothing filtered={filtered || query.after !== null} /> : null}
      <Pagination
        firstHref={query.after === null ? undefined : attentionHref({ ...query, after: null })}
        nextHref={view.next === null ? undefined : attentionHref({ ...query, after: view.next })}
      />
    </>
  );
}

type GroupProps = { group: AttentionView["groups"][number]; query: AttentionView["query"] };

async function Group({ group: { kind, count, rows }, query }: GroupProps) {
  const t = await getTranslations("attention");
  const more = count - rows.length;
  return (
    <section aria-labelledby={`attention-${kind}`}>
      <h2 id={`attention-${kind}`}>
        {query.after === null
          ? t("group", { label: t(`kinds.${kind}`), count })
          : t(`kinds.${kind}`)}
      </h2>
      <p className="hint above">{t(`explain.${kind}`)}</p>
      <AttentionTable kind={kind} rows={rows} />
      {more > 0 && query.kind === "" ? (
        <p className="more">
          <a href={attentionHref({ kind, location: query.location })}>
            {t("more", { count: more })}
            <span className="visually-hidden">: {t(`kinds.${kind}`)}</span>
          </a>
        </p>
      ) : null}
    </section>
  );
}

async function Nothing({ filtered }: { filtered: boolean }) {
  const t = await getTranslations(filtered ? "attention.noMatch" : "attention.empty");
  return (
    <EmptyState
      icon="check"
      title={t("title")}
      actions={
        <LinkButton href={filtered ? "/attention" : "/engagements"}>{t("action")}</LinkButton>
      }
    >
      {t("text")}
    </EmptyState>
  );
}

import type { ReactNode } from "react";
import { Lean } from "@/components/ui/lean";
import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterForm, FilterSelect } from "@/components/ui/filter-form";
import { PageHeader } from "@/components/ui/page-header";
import { ListMenu } from "@/components/ui/list-menu";
import { chipsOf, lookFields } from "@/components/ui/look-href";
import { Pagination } from "@/components/ui/pagination";
import { Whose } from "@/components/ui/whose";
import { attentionKinds } from "@/lib/claims/attention/schema";
import type { AttentionView } from "@/lib/views/attention";
import { OpenDrafts } from "../customers/open-drafts";
import { attentionHref } from "./attention-href";
import { attentionColumns, AttentionTable } from "./attention-table";
import { WaitingLocations } from "./waiting-locations";

/** What waits for the partner across engagements, the most urgent first, each with its next step. */
export function AttentionList({ view, notice }: { view: AttentionView; notice: ReactNode }) {
  const t = useTranslations("attention");
  const { query, rows, total } = view;
  const filtered = query.kind !== "" || query.location !== "" || query.owner !== "";
  return (
    <Lean>
      <PageHeader
        title={total > 0 && query.after === null ? t("titleCount", { count: total }) : t("title")}
      >
        {t("intro")}
      </PageHeader>
      {notice}
      <WaitingLocations rows={view.places} />
      {total > 0 || filtered ? (
        <Whose
          owner={query.owner}
          href={(owner) => attentionHref({ ...query, owner, after: null })}
        />
      ) : null}
      {total > 0 || filtered ? (
        <FilterForm
          action="/attention"
          keep={{ owner: query.owner || undefined, ...lookFields(query) }}
          clearHref={filtered ? attentionHref(lookFields(query)) : undefined}
          chips={chipsOf(query, attentionHref, {
            kind: (kind) => t(`kinds.${kind}`),
            location: (mpnId) => view.locations.find((one) => one.mpnId === mpnId)?.name ?? mpnId,
          })}
          end={
            <ListMenu
              href={attentionHref({ ...query, after: null })}
              columns={attentionColumns.slice(1).map((key) => [key, t(`columns.${key}`)])}
            />
          }
        >
          <FilterSelect
            label={t("filters.kind")}
            name="kind"
            value={query.kind}
            options={attentionKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          />
          <FilterSelect
            label={t("filters.location")}
            name="location"
            value={query.location}
            options={view.locations.map(({ mpnId, name }) => ({
              value: mpnId,
              label: t("location", { name, id: mpnId }),
            }))}
            several
          />
        </FilterForm>
      ) : null}
      {query.kind === "" ? null : <p className="hint above">{t(`explain.${query.kind}`)}</p>}
      {rows.length > 0 ? <AttentionTable view={view} /> : null}
      {rows.length === 0 && (filtered || query.after !== null || total === 0) ? (
        <Nothing filtered={filtered || query.after !== null} />
      ) : null}
      <OpenDrafts drafts={view.drafts} />
      <Pagination
        firstHref={query.after === null ? undefined : attentionHref({ ...query, after: null })}
        nextHref={view.next === null ? undefined : attentionHref({ ...query, after: view.next })}
      />
    </Lean>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const t = useTranslations(filtered ? "attention.noMatch" : "attention.empty");
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

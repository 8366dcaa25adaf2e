import { getLocale, getTranslations } from "next-intl/server";
import { queueStatuses } from "@/lib/claims/review/schema";
import type { QueueView } from "@/lib/views/programme/claims";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { CsvLinks } from "../ui/csv-links";
import { countText } from "../ui/count-text";
import { EmptyState } from "../ui/empty-state";
import { FilterForm, FilterSelect } from "../ui/filter-form";
import { ListMenu } from "../ui/list-menu";
import { listMenuWords } from "../ui/list-menu-words";
import { lookFields } from "../ui/look-href";
import { MessageBar, Told } from "../ui/message-bar";
import { Pagination } from "../ui/pagination";
import { SearchBox } from "../ui/search-box";
import { Tabs } from "../ui/tabs";
import { TooMany } from "../ui/too-many";
import { ClaimsTable } from "./claims-table";
import { NextClaim } from "./next-claim";
import { queueHref } from "./queue-href";

type Props = {
  view: QueueView;
  next: FormAction;
  /** What the reader just did, or found out. */
  done: string | undefined;
};

/** The claims that wait for the programme: the next one, filters with counts, search, the table. */
export async function ClaimsQueue({ view, next: takeNext, done }: Props) {
  const t = await getTranslations("review.queue");
  const format = formats(await getLocale());
  const menu = await listMenuWords();
  const { query, rows, next } = view;
  const less = (change: Partial<QueueView["query"]>) => queueHref({ ...query, after: null, ...change }); // prettier-ignore
  const named = (value: string, of: QueueView["partners"]) =>
    of.find((one) => one.value === value)?.label ?? value;
  const chips = [
    ...(query.q === "" ? [] : [{ label: menu.searched(query.q), href: less({ q: "" }) }]),
    ...(query.engagement === null
      ? []
      : [{ label: named(query.engagement, view.engagements), href: less({ engagement: null }) }]),
    ...(query.partner === null
      ? []
      : [{ label: named(query.partner, view.partners), href: less({ partner: null }) }]),
    ...(query.target === "" ? [] : [{ label: t("over"), href: less({ target: "" }) }]),
  ];
  const filtered = chips.length > 0;
  return (
    <>
      {done === "none" ? <MessageBar>{t("done.none")}</MessageBar> : null}
      {done === "handed" ? <Told>{t("done.handed")}</Told> : null}
      <p>
        {t("intro")}
        {view.targetDays === null ? null : ` ${t("target", { days: view.targetDays })}`}
      </p>
      <Tabs
        variant="pills"
        label={t("filter")}
        tabs={queueStatuses.map((status) => ({
          label: t(`status.${status}`),
          href: queueHref({ ...query, status, after: null }),
          current: status === query.status,
          count: countText(view.counts[status], format),
        }))}
      />
      <FilterForm
        action="/programme/claims"
        keep={{
          status: query.status === "waiting" ? undefined : query.status,
          sort: query.sort === "age" ? undefined : query.sort,
          ...lookFields(query),
        }}
        chips={chips}
        clearHref={
          filtered ? less({ q: "", engagement: null, partner: null, target: "" }) : undefined
        }
        end={
          <>
            <ListMenu
              href={less({})}
              columns={(["partner", "status", "age", "target", "deadline", "payout"] as const)
                .filter((key) => key !== "target" || view.targetDays !== null)
                .map((key) => [key, t(`columns.${key}`)])}
              words={menu.words}
            />
            {view.counts.approved.count > 0 ? (
              <CsvLinks href="/programme/claims/payments.csv">{t("export")}</CsvLinks>
            ) : null}
            {view.mayReview && view.counts.submitted.count > 0 ? (
              <NextClaim action={takeNext} query={query} />
            ) : null}
          </>
        }
      >
        <SearchBox label={t("search")} value={query.q} />
        <FilterSelect
          label={t("engagement")}
          name="engagement"
          value={query.engagement ?? ""}
          options={view.engagements}
        />
        <FilterSelect
          label={t("partner")}
          name="partner"
          value={query.partner ?? ""}
          options={view.partners}
        />
        {view.targetDays === null ? null : (
          <FilterSelect
            label={t("columns.target")}
            name="target"
            value={query.target}
            options={[{ value: "over", label: t("over") }]}
          />
        )}
      </FilterForm>
      <TooMany many={view.many} />
      {rows.length > 0 ? (
        <ClaimsTable view={view} />
      ) : view.many ? null : (
        <EmptyState icon={filtered ? "search" : "check"} title={t("none")}>
          {t(filtered || query.status !== "waiting" ? "noneText" : "clearText")}
        </EmptyState>
      )}
      <Pagination
        firstHref={query.after === null ? undefined : queueHref({ ...query, after: null })}
        nextHref={next === null ? undefined : queueHref({ ...query, after: next })}
      />
    </>
  );
}

import { getLocale, getTranslations } from "next-intl/server";
import { queueFilters, queueStatuses } from "@/lib/claims/review/schema";
import type { QueueView } from "@/lib/views/programme/claims";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { countText } from "../ui/count-text";
import { EmptyState } from "../ui/empty-state";
import { FilterChecks } from "../ui/filter-checks";
import { FilterForm, FilterSelect } from "../ui/filter-form";
import { ListMenu } from "../ui/list-menu";
import { chipsOf, lookFields } from "../ui/look-href";
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
  const list = await getTranslations("common.list");
  const { query, rows, next } = view;
  const less = (change: Partial<QueueView["query"]>) =>
    queueHref({ ...query, after: null, ...change });
  const named = (value: string, of: QueueView["partners"]) =>
    of.find((one) => one.value === value)?.label ?? value;
  const claim = await getTranslations("customers.claim");
  const statusName = (status: QueueView["query"]["status"][number]) =>
    isPill(status) ? t(`status.${status}`) : claim(status);
  const [only = "waiting", ...others] = query.status;
  // A pill says what it shows by itself.
  const pill = others.length === 0 && isPill(only);
  const { status } = query;
  const href = (asked: typeof query) => queueHref(pill ? { ...asked, status } : asked);
  const chips = chipsOf({ ...query, status: pill ? [] : status }, href, {
    q: (q) => list("searched", { q }),
    status: statusName,
    engagement: (slug) => named(slug, view.engagements),
    partner: (id) => named(id, view.partners),
    target: () => t("over"),
  });
  const narrow = [query.engagement, query.partner, query.target].filter(
    (one) => one !== null && one !== "",
  );
  const filtered = query.q !== "" || narrow.length > 0 || !pill;
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
          href: queueHref({ ...query, status: [status], after: null }),
          current: others.length === 0 && status === only,
          count: countText(view.counts[status], format),
        }))}
      />
      <FilterForm
        action="/programme/claims"
        keep={{
          sort: query.sort === "age" ? undefined : query.sort,
          ...lookFields(query),
        }}
        chips={chips}
        clearHref={
          filtered
            ? less({ q: "", status: [], engagement: null, partner: null, target: "" })
            : undefined
        }
        end={
          <>
            <ListMenu
              href={less({})}
              columns={(["partner", "status", "age", "target", "deadline", "payout"] as const)
                .filter((key) => key !== "target" || view.targetDays !== null)
                .map((key) => [key, t(`columns.${key}`)])}
              file={
                view.counts.approved.count > 0
                  ? ["/programme/claims/payments.csv", t("export")]
                  : undefined
              }
            />
            {view.mayReview && view.counts.submitted.count > 0 ? (
              <NextClaim action={takeNext} query={query} />
            ) : null}
          </>
        }
        more={{
          active: narrow.length,
          fields: (
            <>
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
            </>
          ),
        }}
      >
        <SearchBox label={t("search")} value={query.q} />
        <FilterChecks
          label={t("columns.status")}
          name="status"
          chosen={query.status}
          options={queueFilters.map((value) => ({ value, label: statusName(value) }))}
        />
      </FilterForm>
      <TooMany many={view.many} />
      {rows.length > 0 ? (
        <ClaimsTable view={view} />
      ) : view.many ? null : (
        <EmptyState icon={filtered ? "search" : "check"} title={t("none")}>
          {t(filtered || only !== "waiting" ? "noneText" : "clearText")}
        </EmptyState>
      )}
      <Pagination
        firstHref={query.after === null ? undefined : queueHref({ ...query, after: null })}
        nextHref={next === null ? undefined : queueHref({ ...query, after: next })}
      />
    </>
  );
}

type Pill = (typeof queueStatuses)[number];

function isPill(status: string): status is Pill {
  return queueStatuses.some((one) => one === status);
}

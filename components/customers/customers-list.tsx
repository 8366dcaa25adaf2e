import { useLocale, useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/button";
import { countText } from "@/components/ui/count-text";
import { EmptyState } from "@/components/ui/empty-state";
import { lookFields } from "@/components/ui/look-href";
import { MessageBar } from "@/components/ui/message-bar";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { TooMany } from "@/components/ui/too-many";
import { isNarrowed } from "@/lib/customers/schema";
import { Whose } from "@/components/ui/whose";
import type { CustomersView } from "@/lib/views/customers-page";
import { formats } from "@/messages/format/formats";
import type { FormAction } from "@/lib/web/form-state";
import { ChooseBar } from "../runs/choose-bar";
import { CompletionBanner } from "./completion-banner";
import { CustomersFilter } from "./customers-filter";
import { customersHref } from "./customers-href";
import { CustomersTable } from "./customers-table";
import { OpenDrafts } from "./open-drafts";

const tabs = ["eligible", "ineligible", "complete"] as const;

type Props = { view: CustomersView; choose: FormAction };

/** The Customers page below its header: tabs with counts, search and filters, the table (S5–S17). */
export function CustomersList({ view, choose }: Props) {
  const t = useTranslations("customers");
  const format = formats(useLocale());
  const { query, engagement } = view;
  const slug = engagement.slug;
  const filtered = isNarrowed(query);
  return (
    <>
      {view.completion ? <CompletionBanner completion={view.completion} slug={slug} /> : null}
      <Tabs
        variant="pills"
        label={t("tabs.label")}
        tabs={tabs.map((tab) => ({
          label: t(`tabs.${tab}`),
          href: customersHref(slug, {
            tab,
            q: query.q,
            owner: query.owner,
            sort: query.sort,
            ...lookFields(query),
          }),
          current: tab === query.tab,
          count: countText(view.counts[tab], format),
        }))}
      />
      <Whose
        owner={query.owner}
        href={(owner) => customersHref(slug, { ...query, owner, after: null })}
      />
      {view.open ? null : <MessageBar>{t("closed")}</MessageBar>}
      <OpenDrafts drafts={view.drafts} />
      <CustomersFilter view={view} filtered={filtered} />
      <TooMany many={view.many} />
      {view.rows.length > 0 && query.tab === "eligible" && query.choose ? (
        <ChooseBar
          list="customers"
          slug={slug}
          query={customersHref(slug, { ...query, choose: "", after: null }).split("?")[1] ?? ""}
          close={customersHref(slug, { ...query, choose: "" })}
          kinds={["claim", "ask", "resend"]}
          action={choose}
          file
        />
      ) : null}
      {view.rows.length > 0 ? (
        <CustomersTable view={view} />
      ) : view.many ? null : (
        <NoCustomers view={view} filtered={filtered} />
      )}
      <Pagination
        firstHref={
          query.after === null ? undefined : customersHref(slug, { ...query, after: null })
        }
        nextHref={
          view.next === null ? undefined : customersHref(slug, { ...query, after: view.next })
        }
      />
    </>
  );
}

function NoCustomers({ view, filtered }: { view: CustomersView; filtered: boolean }) {
  const t = useTranslations("customers.empty");
  const actions = useTranslations("customers.action");
  const names = useTranslations("customers.tabs");
  const { query, engagement } = view;
  if (filtered) {
    const others = tabs.filter(
      (tab) => query.q !== "" && tab !== query.tab && view.counts[tab].count > 0,
    );
    return (
      <EmptyState
        icon="search"
        title={t("filtered.title")}
        actions={
          <>
            {others.map((tab) => (
              <LinkButton
                key={tab}
                href={customersHref(engagement.slug, { tab, q: query.q, sort: query.sort })}
              >
                {t("filtered.elsewhere", { count: view.counts[tab].count, tab: names(tab) })}
              </LinkButton>
            ))}
            <LinkButton
              href={customersHref(engagement.slug, { tab: query.tab, ...lookFields(query) })}
            >
              {t("filtered.action")}
            </LinkButton>
          </>
        }
      >
        {t(others.length > 0 ? "filtered.elsewhereText" : "filtered.text")}
      </EmptyState>
    );
  }
  const next =
    query.tab === "eligible" ? (
      view.open && (
        <LinkButton variant="primary" href={`/engagements/${engagement.slug}/customers/add`}>
          {actions("add")}
        </LinkButton>
      )
    ) : (
      <LinkButton href={customersHref(engagement.slug, { tab: "eligible" })}>
        {t("goEligible")}
      </LinkButton>
    );
  return (
    <EmptyState title={t(`${query.tab}.title`)} actions={next}>
      {t(`${query.tab}.text`)}
    </EmptyState>
  );
}

import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/button";
import { FilterChecks } from "@/components/ui/filter-checks";
import { FilterForm, FilterSelect, FilterText } from "@/components/ui/filter-form";
import { ListMenu } from "@/components/ui/list-menu";
import { chipsOf, lookFields } from "@/components/ui/look-href";
import { SearchBox } from "@/components/ui/search-box";
import { mailsLookedFor } from "@/lib/customers/schema";
import { dueWithin } from "@/lib/lists/schema";
import type { CustomersView } from "@/lib/views/customers-page";
import { ChooseLink } from "../runs/choose-bar";
import { customersHref } from "./customers-href";

/** K4: what the Customers page can be narrowed down by, and what it is. */
export function CustomersFilter({ view, filtered }: { view: CustomersView; filtered: boolean }) {
  const [t, list] = [useTranslations("customers"), useTranslations("common.list")];
  const within = (days: string) => list("within", { days });
  const { query, places } = view;
  const { slug } = view.engagement;
  const eligible = query.tab === "eligible";
  const href = customersHref(slug, { ...query, choose: "", after: null });
  const address = `/engagements/${slug}/customers`;
  return (
    <FilterForm
      action={address}
      keep={{
        tab: query.tab,
        sort: query.sort || undefined,
        choose: query.choose || undefined,
        owner: query.owner || undefined,
        ...lookFields(query),
      }}
      clearHref={
        filtered ? customersHref(slug, { tab: query.tab, ...lookFields(query) }) : undefined
      }
      chips={chipsOf(query, (less) => customersHref(slug, less), {
        q: (q) => list("searched", { q }),
        status: (one) => t(`filter.${one}`),
        location: (mpnId) => places?.find((one) => one.mpnId === mpnId)?.name ?? mpnId,
        due: within,
        mail: (one) => t(`mail.${one}`),
      })}
      end={
        <>
          <ListMenu
            href={href}
            columns={(["type", "status", "action"] as const).map((key) => [
              key,
              t(`columns.${key}`),
            ])}
          />
          {eligible && view.rows.length > 0 && !query.choose ? (
            <ChooseLink href={customersHref(slug, { ...query, choose: "1" })} />
          ) : null}
          {eligible && view.open ? (
            <LinkButton variant="primary" href={`${address}/add`}>
              {t("action.add")}
            </LinkButton>
          ) : null}
        </>
      }
      {...(eligible || query.location !== "" || places === null || places.length > 1
        ? { more: { active: activeOf(query), fields: <More view={view} within={within} /> } }
        : {})}
    >
      <SearchBox label={t(`search.${query.tab}`)} value={query.q} />
      <FilterChecks
        label={t("statusFilter")}
        name="status"
        chosen={query.status}
        options={view.statuses.map(({ status, count }) => ({
          value: status,
          label: t("filterCount", { label: t(`filter.${status}`), count }),
        }))}
      />
    </FilterForm>
  );
}

const activeOf = ({ location, due, mail }: CustomersView["query"]) =>
  [location, due, ...mail].filter((one) => one !== "").length;

type MoreProps = { view: CustomersView; within: (days: string) => string };

function More({ view: { query, places }, within }: MoreProps) {
  const t = useTranslations("customers");
  const others = query.mail.filter((state) => !mailsLookedFor.some((one) => one === state));
  const mails = [
    ...mailsLookedFor.map((value) => ({ value, label: t(`filters.mails.${value}`) })),
    ...others.map((value) => ({ value, label: t(`mail.${value}`) })),
  ];
  return (
    <>
      {places === null ? (
        <FilterText label={t("filters.locationId")} name="location" value={query.location} />
      ) : (
        <FilterSelect
          label={t("filters.location")}
          name="location"
          value={query.location}
          options={places.map(({ mpnId, name }) => ({ value: mpnId, label: name }))}
          several
        />
      )}
      {query.tab === "eligible" ? (
        <>
          <FilterSelect
            label={t("filters.due")}
            name="due"
            value={query.due}
            options={dueWithin.map((days) => ({ value: days, label: within(days) }))}
          />
          <FilterChecks label={t("filters.mail")} name="mail" chosen={query.mail} options={mails} />
        </>
      ) : null}
    </>
  );
}

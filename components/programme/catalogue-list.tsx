import { useLocale, useTranslations } from "next-intl";
import { catalogueStates } from "@/lib/engagements/editing/schema";
import type { CatalogueView } from "@/lib/views/programme/catalogue";
import { formats } from "@/messages/format/formats";
import { useProgrammeWords } from "../engagements/programme-words";
import { LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { FilterForm, FilterSelect } from "../ui/filter-form";
import { SearchBox } from "../ui/search-box";
import { Badge, Status } from "../ui/status";
import { Table } from "../ui/table";
import { CatalogueFollows } from "./catalogue-follows";
import { catalogue, catalogueFilePage, stateTones } from "./catalogue-paths";

/** The catalogue with where each engagement stands and who can use it; a name opens its rules. */
export function CatalogueList({ view }: { view: CatalogueView }) {
  const t = useTranslations("programme.catalogue");
  const { q, state } = view.query;
  const filtered = q !== "" || state !== "";
  return (
    <>
      <p>{t("intro")}</p>
      <CatalogueFollows follows={view.follows} />
      <FilterForm
        action={catalogue}
        clearHref={filtered ? catalogue : undefined}
        end={
          <>
            <LinkButton variant="subtle" href={catalogueFilePage}>
              {t("file.title")}
            </LinkButton>
            {view.mayEdit ? <LinkButton href={`${catalogue}/new`}>{t("new")}</LinkButton> : null}
          </>
        }
      >
        <SearchBox label={t("search")} value={q} />
        <FilterSelect
          label={t("state")}
          name="state"
          value={state}
          options={catalogueStates.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
      </FilterForm>
      {view.rows.length === 0 ? (
        <EmptyState
          icon={filtered ? "search" : "engagements"}
          title={t(filtered ? "notFound" : "none")}
        />
      ) : (
        <Rows view={view} />
      )}
    </>
  );
}

function Rows({ view }: { view: CatalogueView }) {
  const t = useTranslations("programme.catalogue");
  const format = formats(useLocale());
  const words = useProgrammeWords();
  return (
    <Table
      caption={t("name")}
      stack
      columns={[
        { label: t("name") },
        { label: t("state") },
        { label: t("partners"), end: true },
        { label: t("locations"), end: true },
        { label: t("customers"), end: true },
      ]}
    >
      {view.rows.map((row) => (
        <tr key={row.slug} id={row.slug}>
          <th scope="row">
            <a href={`${catalogue}/${row.slug}`}>{row.name}</a>
            <small>{words.area(row.solutionArea)}</small>
          </th>
          <td>
            <Status tone={stateTones[row.state]}>{t(`states.${row.state}`)}</Status>
            {row.draft && row.state !== "draft" ? (
              <>
                {" "}
                <Badge>{t("nextDraft")}</Badge>
              </>
            ) : null}
          </td>
          <td data-label={t("partners")}>{format.count(row.partners)}</td>
          <td data-label={t("locations")}>{format.count(row.locations)}</td>
          <td data-label={t("customers")}>{format.count(row.customers)}</td>
        </tr>
      ))}
    </Table>
  );
}

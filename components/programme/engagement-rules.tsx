import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { versionPartNames } from "@/lib/engagements/editing/schema";
import type { ProgrammeEngagement } from "@/lib/views/programme/engagement";
import { formats } from "@/messages/format/formats";
import { TabTitle } from "../customers/wizard-frame";
import { Summary } from "../engagements/engagement-summary";
import { useProgrammeWords } from "../engagements/programme-words";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { History } from "../ui/history";
import { MessageBar, Told } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { Status } from "../ui/status";
import { Table } from "../ui/table";
import { CatalogueFollows } from "./catalogue-follows";
import { catalogue, stateTones } from "./catalogue-paths";
import { useCatalogueWords } from "./catalogue-words";

const done = [
  "made",
  "saved",
  "listed",
  "published",
  "proposed",
  "agreed",
  "withdrawn",
  "deleted",
] as const;

/** One engagement of the catalogue: where it stands, its versions, the rules that hold, and what happened to it. */
export function EngagementRules({ view, said }: { view: ProgrammeEngagement; said?: string }) {
  const programme = useTranslations("programme");
  const t = useTranslations("programme.catalogue");
  const areas = useProgrammeWords();
  const words = useCatalogueWords();
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const crumbs = [
    { label: programme("title"), href: "/programme" },
    { label: programme("pages.catalogue"), href: `${catalogue}?again=${view.slug}` },
  ];
  const told = done.find((one) => one === said);
  return (
    <>
      <TabTitle title={`${view.name} · ${programme("title")}`} />
      <PageHeader title={view.name} crumbs={crumbs}>
        {areas.area(view.engagement.solutionArea)}{" "}
        <Status tone={stateTones[view.state]}>{t(`states.${view.state}`)}</Status>
      </PageHeader>
      {told ? <Told>{t(`done.${told}`)}</Told> : null}
      <CatalogueFollows follows={view.follows} />
      {view.mayEdit ? <Acts view={view} /> : <MessageBar>{t("readOnly")}</MessageBar>}
      <Versions view={view} />
      <h2>{t("shown", { number: view.shown })}</h2>
      <Summary view={view} />
      <History acts={view.history} when={(at) => format.instant(at, zone)} words={words} />
    </>
  );
}

function Acts({ view }: { view: ProgrammeEngagement }) {
  const t = useTranslations("programme.catalogue");
  const page = `${catalogue}/${view.slug}`;
  return (
    <Card title={t("edit")}>
      <p>{t(view.draft === null ? "editText" : "draftText", { number: view.draft ?? 0 })}</p>
      <ul>
        {versionPartNames.map((part) => (
          <li key={part}>
            <a href={`${page}/edit/${part}`}>{t(`parts.${part}`)}</a>
          </li>
        ))}
      </ul>
      <div className="buttons">
        {view.draft === null ? null : (
          <LinkButton variant="primary" href={`${page}/publish`}>
            {t("look")}
          </LinkButton>
        )}
        <LinkButton href={`${page}/listing`}>{t("listing")}</LinkButton>
        <LinkButton href={`${page}/rates`}>{t("rates.title")}</LinkButton>
        <LinkButton variant="subtle" href={`${catalogue}/new?copy=${view.slug}`}>
          {t("copy")}
        </LinkButton>
        {view.versions.some(({ state }) => state === "scheduled") ? (
          <LinkButton variant="subtle" href={`${page}/withdraw`}>
            {t("withdraw")}
          </LinkButton>
        ) : null}
      </div>
    </Card>
  );
}

function Versions({ view }: { view: ProgrammeEngagement }) {
  const t = useTranslations("programme.catalogue");
  const format = formats(useLocale());
  return (
    <Card title={t("versions")}>
      <Table
        caption={t("versions")}
        stack
        columns={[
          { label: t("version") },
          { label: t("state") },
          { label: t("holdsFrom") },
          { label: t("by") },
        ]}
      >
        {view.versions.map((one) => (
          <tr key={one.number}>
            <th scope="row">{one.number}</th>
            <td>{t(`versionStates.${one.state}`)}</td>
            <td data-label={t("holdsFrom")}>
              {one.holdsFrom === null ? "–" : format.shortDay(one.holdsFrom)}
            </td>
            <td data-label={t("by")}>{one.by ?? "–"}</td>
          </tr>
        ))}
      </Table>
    </Card>
  );
}

import { useLocale, useTranslations } from "next-intl";
import { Table, type Column } from "@/components/ui/table";
import type { Tone } from "@/components/ui/status";
import { sortOf } from "@/lib/customers/schema";
import type { CustomerLine, CustomersView } from "@/lib/views/customers-page";
import { Choose } from "../runs/choose";
import { mailTone } from "../ui/mail-tone";
import { CustomerName } from "./customer-name";
import { customersHref } from "./customers-href";
import { rowAnchor } from "./row-anchor";
import { addressOf, statusOf, toneOf } from "./row-words";

type Words = ReturnType<typeof useTranslations<"customers">>;

/** The table of section 2: Customer, Type, Status and the one next step of each row. */
export function CustomersTable({ view }: { view: CustomersView }) {
  const [t, locale] = [useTranslations("customers"), useLocale()];
  const { query, engagement } = view;
  const box = useTranslations("runs.bar")("row", { name: "" }).trim();
  const chooses = query.choose && query.tab === "eligible";
  const words = keptWords(t);
  return (
    <Table caption={t(`tabs.${query.tab}`)} columns={columnsOf(view, t)} stack look={query}>
      {view.rows.map((row) => {
        const { state, rowId, tenantId, name } = row;
        const [before, after] = addressOf(state);
        const mail = mailOf(row, words, t);
        const action = state.action === null ? "" : words(`action.${state.action}`);
        return (
          <tr key={rowId} id={rowAnchor(rowId)}>
            <th scope="row">
              {chooses ? (
                <Choose value={`${engagement.slug}:${tenantId}`} label={`${box} ${name}`} />
              ) : null}
              <CustomerName id={tenantId}>{name}</CustomerName>
            </th>
            <td>{words(`type.${state.type}`)}</td>
            <td>
              <span data-tone={toneOf(state)}>{statusOf(state, t, locale)}</span>
              {mail ? (
                <small>
                  <span data-tone={mail[0]}>{mail[1]}</span>
                </small>
              ) : null}
            </td>
            <td>
              {action === "" ? null : (
                <a href={`${before}${rowId}${after}`} aria-label={`${action}: ${name}`}>
                  {action}
                </a>
              )}
            </td>
          </tr>
        );
      })}
    </Table>
  );
}

/** Looked up once for all rows: they say the same few. */
function keptWords(t: Words): (key: Parameters<Words>[0]) => string {
  const kept = new Map<string, string>();
  return (key) => {
    const found = kept.get(key) ?? t(key);
    kept.set(key, found);
    return found;
  };
}

/** The second line of a status: the request's e-mail, or on what evidence the round was imported. */
function mailOf(
  { state, evidence }: CustomerLine,
  words: ReturnType<typeof keptWords>,
  t: Words,
): [Tone, string] | null {
  if (state.kind === "asked") return [mailTone[state.mail], words(`mail.${state.mail}`)];
  if (state.kind === "to_ask" && state.refused) return ["danger", words("mail.refused")];
  return evidence === null ? null : ["neutral", t("imported", { evidence })];
}

function columnsOf({ engagement, query }: CustomersView, t: Words): Column[] {
  const sort = sortOf(query);
  const sorted = (by: "name" | "days") =>
    sort === by ? "ascending" : sort === `-${by}` ? "descending" : undefined;
  const href = (by: "name" | "days") =>
    customersHref(engagement.slug, {
      ...query,
      sort: sort === by ? `-${by}` : by,
      after: null,
    });
  return [
    { label: t("columns.customer"), sortHref: href("name"), sorted: sorted("name") },
    { key: "type", label: t("columns.type"), nowrap: true },
    // Where all is done, no days are left to sort by.
    query.tab === "complete"
      ? { key: "status", label: t("columns.status") }
      : {
          key: "status",
          label: t("columns.status"),
          sortHref: href("days"),
          sorted: sorted("days"),
        },
    { key: "action", label: t("columns.action") },
  ];
}

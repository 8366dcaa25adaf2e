import { useLocale, useTranslations } from "next-intl";
import type { CustomerView, LastTime } from "@/lib/views/customer";
import { lastMoment } from "@/messages/format/dates";
import { formats } from "@/messages/format/formats";
import { Details } from "../ui/details";
import { Status } from "../ui/status";
import { Table } from "../ui/table";
import { mailTone } from "../ui/mail-tone";
import { addressOf, statusOf, toneOf } from "./row-words";
import { addPath, claimPath } from "./wizard-paths";

/** K1: each workshop with where it stands and the next step; what the customer could still get, and what not. */
export function CustomerWorkshops({ view }: { view: CustomerView }) {
  const t = useTranslations("customer");
  return (
    <section className="stack aligned">
      <div>
        <h2>{t("rounds")}</h2>
        {view.rounds.length === 0 ? <p>{t("noRounds")}</p> : <Rounds view={view} />}
      </div>
      {view.chances.length === 0 ? null : (
        <div>
          <h2>{t("chances")}</h2>
          <Chances view={view} />
        </div>
      )}
      {view.barriers.length === 0 ? null : (
        <Details summary={t("barriers", { count: view.barriers.length })}>
          <Barriers view={view} />
        </Details>
      )}
    </section>
  );
}

function Rounds({ view }: { view: CustomerView }) {
  const [t, customers, locale] = [
    useTranslations("customer"),
    useTranslations("customers"),
    useLocale(),
  ];
  const format = formats(locale);
  const columns = (["workshop", "status", "payout", "action"] as const).map((key) => ({
    label: t(`columns.${key}`),
    end: key === "payout",
  }));
  return (
    <Table caption={t("rounds")} columns={columns} stack>
      {view.rounds.map(({ workshop, location, state, rowId, payout }) => {
        const [before, after] = addressOf(state);
        const base = before.startsWith("/") ? "" : `/engagements/${workshop.slug}/`;
        const action = state.action && customers(`action.${state.action}`);
        return (
          <tr key={workshop.slug}>
            <th scope="row">
              <a href={`/engagements/${workshop.slug}`}>{workshop.name}</a>
              {location === null ? null : <small>{location}</small>}
            </th>
            <td>
              <Status tone={toneOf(state)}>{statusOf(state, customers, locale)}</Status>
              {state.kind === "asked" ? (
                <small>
                  <Status tone={mailTone[state.mail]}>{customers(`mail.${state.mail}`)}</Status>
                </small>
              ) : null}
            </td>
            <td data-label={t("columns.payout")}>{payout ? format.money(payout) : "–"}</td>
            <td>
              {action === null ? (
                "–"
              ) : (
                <a
                  href={`${base}${before}${rowId}${after}`}
                  aria-label={t("actFor", { action, workshop: workshop.name })}
                >
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

function Chances({ view }: { view: CustomerView }) {
  const [t, customers] = [useTranslations("customer"), useTranslations("customers")];
  const format = formats(useLocale());
  const columns = (["workshop", "payout", "action"] as const).map((key) => ({
    label: t(`columns.${key}`),
    end: key === "payout",
  }));
  return (
    <Table caption={t("chances")} columns={columns} stack>
      {view.chances.map(({ workshop: { slug, name }, act, payouts, last }) => {
        const action = act === "claim" ? customers("action.claim_customer") : t("add");
        return (
          <tr key={slug}>
            <th scope="row">
              <a href={`/engagements/${slug}`}>{name}</a>
              <Last last={last} />
            </th>
            <td data-label={t("columns.payout")}>
              {payouts.map(({ amount, places }) => (
                <div key={amount.minor}>
                  {format.money(amount)} <small>{format.all(places)}</small>
                </div>
              ))}
            </td>
            <td>
              <a
                href={
                  act === "claim"
                    ? claimPath(slug, view.customer.id, "location")
                    : addPath(slug, "customer")
                }
                aria-label={t("actFor", { action, workshop: name })}
              >
                {action}
              </a>
            </td>
          </tr>
        );
      })}
    </Table>
  );
}

function Barriers({ view }: { view: CustomerView }) {
  const [t, customers] = [useTranslations("customer"), useTranslations("customers")];
  return (
    <ul className="plain">
      {view.barriers.map(({ workshop: { slug, name }, why, explained, last }) => (
        <li key={slug}>
          <strong>{name}</strong>
          {": "}
          {why === "place" ? t("noPlace") : customers(`status.${why}`)}{" "}
          {explained ? (
            <a
              href={`/engagements/${slug}/customers/${view.customer.id}/eligibility`}
              aria-label={t("actFor", { action: customers("action.why"), workshop: name })}
            >
              {customers("action.why")}
            </a>
          ) : null}
          <Last last={last} />
        </li>
      ))}
    </ul>
  );
}

/** How it ended the last time, and what was said. */
function Last({ last }: { last: LastTime }) {
  const [t, history] = [useTranslations("customer"), useTranslations("customers.history")];
  const format = formats(useLocale());
  if (last === null) return null;
  const date = format.shortDay({ at: lastMoment(last.endedAt), zone: last.timeZone });
  return (
    <small>
      {t("last", { date, reason: history(`reasons.${last.endReason}`) })}
      {last.endNote ? ` ${history("said", { text: last.endNote })}` : null}
    </small>
  );
}

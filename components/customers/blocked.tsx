import { useTranslations } from "next-intl";
import type { Blocked as BlockedView } from "@/lib/views/wizard-parts";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { mailTo } from "../ui/mail-to";
import { MessageBar } from "../ui/message-bar";
import { customersAgain } from "./wizard-paths";

/** S20: no location can be chosen: why of each, and who can help. */
export function Blocked({ view, slug }: { view: BlockedView; slug: string }) {
  const t = useTranslations("wizards");
  const closed = view.locations.length > 0 && view.locations.every(isClosed);
  return (
    <div className="stack">
      <MessageBar tone="warning" title={t(closed ? "blocked.closedTitle" : "blocked.title")}>
        {t(closed ? "blocked.closedText" : "blocked.text")}
      </MessageBar>
      {closed ? null : (
        <div className="choices">
          <Card title={t("blocked.locations")}>
            {view.locations.length === 0 ? (
              <p>{t("blocked.noLocations")}</p>
            ) : (
              <ul>
                {view.locations.map(({ id, name, mpnId, hindrance }) => (
                  <li key={id}>
                    {t("blocked.location", { name, mpnId })}: {t(`blocked.hindrance.${hindrance}`)}
                  </li>
                ))}
              </ul>
            )}
            <p>
              <a href={`/engagements/${slug}/eligibility`}>{t("blocked.eligibility")}</a>
            </p>
          </Card>
          <Card title={t("blocked.admins")}>
            <p>{t("blocked.adminsText")}</p>
            <ul>
              {view.admins.map(({ name, email }) => (
                <li key={email}>
                  {name}, <a href={mailTo(email)}>{email}</a>
                </li>
              ))}
            </ul>
          </Card>
        </div>
      )}
      <div className="buttons">
        <LinkButton href={customersAgain(slug)}>{t("backToCustomers")}</LinkButton>
      </div>
    </div>
  );
}

function isClosed({ hindrance }: BlockedView["locations"][number]): boolean {
  return hindrance === "not_open";
}

import { useTranslations } from "next-intl";
import { LinkButton } from "../ui/button";
import { CustomerName } from "./customer-name";
import { addPath, claimPath, customersAgain } from "./wizard-paths";

type Props = { tenant: { id: string; name: string }; slug: string; draft: string };

/** D1: a customer that the partner knows is claimed, not added. */
export function KnownCustomer({ tenant, slug, draft }: Props) {
  const t = useTranslations("wizards");
  const common = useTranslations("common");
  return (
    <section className="ending">
      <h2>
        {t.rich("add.known.title", {
          name: tenant.name,
          link: (words) => <CustomerName id={tenant.id}>{words}</CustomerName>,
        })}
      </h2>
      <p>{t("add.known.text")}</p>
      <div className="buttons">
        <LinkButton variant="primary" href={claimPath(slug, tenant.id, "location")}>
          {t("add.known.action")}
        </LinkButton>
        <LinkButton href={addPath(slug, "customer", { draft })}>{t("add.known.other")}</LinkButton>
        <LinkButton variant="subtle" href={customersAgain(slug)}>
          {common("cancel")}
        </LinkButton>
      </div>
    </section>
  );
}

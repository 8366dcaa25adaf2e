import { useTranslations } from "next-intl";
import type { FormAction } from "@/lib/web/form-state";
import type { CustomerView } from "@/lib/views/customer";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { CheckboxGroup, SelectField } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { customerPath } from "./customer-path";

/** K6: whose each round with the customer is; one or several are given to a colleague with one form. */
export function CustomerOwners({ view, action }: { view: CustomerView; action: FormAction }) {
  const t = useTranslations("customer.owners");
  const { rounds, colleagues } = view.owned;
  if (rounds.length === 0) return null;
  const [only] = rounds;
  const chosen = rounds.length === 1 && only ? [valueOf(only)] : [];
  return (
    <Card title={t("title")} anchor="owners">
      <ul className="plain">
        {rounds.map(({ id, workshop, owner }) => (
          <li key={id}>
            <strong>{owner ?? t("nobody")}</strong>
            <br />
            <small>{workshop}</small>
          </li>
        ))}
      </ul>
      {view.query.act === "give" ? (
        <Form action={action} initial={{ values: { rounds: chosen }, errors: [] }}>
          <Hidden values={{ customer: view.customer.id }} />
          <CheckboxGroup
            name="rounds"
            label={t("rounds")}
            required
            options={rounds.map((round) => ({ value: valueOf(round), label: round.workshop }))}
          />
          <SelectField
            name="owner"
            label={t("owner")}
            required
            options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <div className="buttons">
            <SubmitButton variant="default">{t("give")}</SubmitButton>
          </div>
        </Form>
      ) : (
        <LinkButton href={`${customerPath(view.customer.id)}?act=give#owners`}>
          {t("change")}
        </LinkButton>
      )}
    </Card>
  );
}

/** A round, and whose it was on this page: two who give it at once are told apart. */
function valueOf({ id, givenTo }: CustomerView["owned"]["rounds"][number]): string {
  return `${id}:${givenTo ?? ""}`;
}

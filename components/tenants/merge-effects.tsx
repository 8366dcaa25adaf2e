import { useTranslations } from "next-intl";
import type { MergeView } from "@/lib/views/programme/merge";
import { Card } from "../ui/card";
import { Table } from "../ui/table";

type Plan = NonNullable<MergeView["plan"]>;
type State = Plan["effects"][number]["after"];

/** P18: what every partner sees before and after two tenants are merged. */
export function MergeEffects({ plan }: { plan: Plan }) {
  const t = useTranslations("programme.tenant.merge");
  const stands = useStands();
  const columns = (["partner", "workshop", "before", "after"] as const).map((key) => ({
    label: t(`effects.${key}`),
  }));
  return (
    <Card title={t("effects.title")}>
      {plan.effects.length === 0 ? (
        <p>{t("effects.none")}</p>
      ) : (
        <Table caption={t("effects.title")} columns={columns} stack>
          {plan.effects.map(({ partner, workshop, before, after }) => (
            <tr key={`${partner} ${workshop}`}>
              <th scope="row">{partner}</th>
              <td data-label={t("effects.workshop")}>{workshop}</td>
              <td data-label={t("effects.before")}>
                <ul className="plain">
                  {before.map(({ name, state }, at) => (
                    <li key={at}>
                      {name}: {stands(state)}
                    </li>
                  ))}
                </ul>
              </td>
              <td data-label={t("effects.after")}>
                {plan.into.name}: {stands(after)}
              </td>
            </tr>
          ))}
        </Table>
      )}
      {plan.unnoticed > 0 ? <p>{t("effects.unnoticed", { rows: plan.unnoticed })}</p> : null}
    </Card>
  );
}

function useStands() {
  const t = useTranslations("programme.tenant.merge.states");
  const tabs = useTranslations("customers.tabs");
  return (state: State): string => {
    const where = tabs(state.tab);
    const what = state.kind === "ineligible" ? t(state.reason) : t(state.kind);
    return `${where}, ${what}`;
  };
}

import { useTranslations } from "next-intl";
import type { SavedViewsView } from "@/lib/views/saved-views";
import type { FormAction } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { CheckboxGroup } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { hidden } from "../ui/row-act";
import { PageHeader } from "../ui/page-header";
import { RowAct } from "../ui/row-act";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";

type Props = { view: SavedViewsView } & Record<"keep" | "change" | "remove", FormAction>;

/** K3: keeping what is looked at, and the views of a list that are kept. */
export function SavedViews({ view, keep, change, remove }: Props) {
  const t = useTranslations("common.savedViews");
  return (
    <>
      <PageHeader title={t("title")} actions={<LinkButton href={view.of}>{t("back")}</LinkButton>}>
        {t("intro")}
      </PageHeader>
      <Card title={t("keep")}>
        <Form action={keep} title={t("title")}>
          <Hidden values={{ of: view.of }} />
          <TextField name="name" label={t("name")} required maxLength={60} />
          <Uses more={view.forAll ? ["everybody"] : []} />
          <div className="buttons">
            <SubmitButton>{t("keepIt")}</SubmitButton>
          </div>
        </Form>
      </Card>
      {view.views.length === 0 ? <p>{t("none")}</p> : null}
      {view.views.map((one) => (
        <Card key={one.id} title={one.name}>
          <p>
            {[
              t(one.own ? "whose.own" : "whose.all"),
              ...(one.isDefault ? [t("isDefault")] : []),
              ...(one.pinned ? [t("pinned")] : []),
            ].join(" · ")}
          </p>
          <div className="buttons">
            <LinkButton href={one.href}>{t("open")}</LinkButton>
            {one.edits ? (
              <RowAct action={remove} values={{ of: view.of, id: one.id }}>
                {t.rich("remove", { name: one.name, what: hidden })}
              </RowAct>
            ) : null}
          </div>
          {one.edits ? (
            <details>
              <summary>{t("change", { name: one.name })}</summary>
              <Form action={change} initial={initialOf(one)}>
                <Hidden values={{ of: view.of, id: one.id }} />
                <TextField name="name" label={t("name")} required maxLength={60} />
                <Uses more={["replace"]} />
                <div className="buttons">
                  <SubmitButton>{t("save")}</SubmitButton>
                </div>
              </Form>
            </details>
          ) : null}
        </Card>
      ))}
    </>
  );
}

function initialOf({ name, isDefault, pinned }: SavedViewsView["views"][number]) {
  const uses = [...(isDefault ? ["isDefault"] : []), ...(pinned ? ["pinned"] : [])];
  return { values: { name, uses }, errors: [] };
}

function Uses({ more }: { more: readonly ("everybody" | "replace")[] }) {
  const t = useTranslations("common.savedViews");
  return (
    <CheckboxGroup
      name="uses"
      label={t("use")}
      options={(["isDefault", "pinned", ...more] as const).map((value) => ({
        value,
        label: t(value),
      }))}
    />
  );
}

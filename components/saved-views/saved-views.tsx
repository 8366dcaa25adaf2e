import { useTranslations } from "next-intl";
import type { SavedViewsView } from "@/lib/views/saved-views";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { CheckboxGroup } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { Told } from "../ui/message-bar";
import { hidden } from "../ui/row-act";
import { PageHeader } from "../ui/page-header";
import { RowAct } from "../ui/row-act";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";

type Props = {
  view: SavedViewsView;
  /** What was typed before a session was lost; with the view that it is about, or none for a new one. */
  kept: FormValues | null;
} & Record<"keep" | "change" | "remove", FormAction>;

/** K3: keeping what is looked at, and the views of a list that are kept. */
export function SavedViews({ view, kept, keep, change, remove }: Props) {
  const t = useTranslations("common.savedViews");
  const typed = (id: string | undefined) =>
    kept?.name !== undefined && kept.id === id ? kept : null;
  return (
    <>
      <PageHeader title={t("title")} actions={<LinkButton href={view.of}>{t("back")}</LinkButton>}>
        {t("intro")}
      </PageHeader>
      {view.removed ? <Removed removed={view.removed} keep={keep} /> : null}
      <Card title={t("keep")}>
        <Form
          action={keep}
          title={t("title")}
          initial={{ values: typed(undefined) ?? {}, errors: [] }}
        >
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
            <details open={typed(one.id) !== null}>
              <summary>{t("change", { name: one.name })}</summary>
              <Form
                action={change}
                initial={{ values: typed(one.id) ?? standing(one), errors: [] }}
              >
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

/** K12: what was just removed, and the way back. */
function Removed({
  removed,
  keep,
}: {
  removed: NonNullable<SavedViewsView["removed"]>;
  keep: FormAction;
}) {
  const t = useTranslations("common.savedViews");
  const { of, name, uses } = removed;
  const undo = (
    <Form action={keep}>
      <Hidden values={{ of, name }} />
      {uses.map((use) => (
        <input key={use} type="hidden" name="uses" value={use} />
      ))}
      <SubmitButton variant="subtle">{t("undo")}</SubmitButton>
    </Form>
  );
  return <Told actions={undo}>{t("removed", { name })}</Told>;
}

function standing({ name, isDefault, pinned }: SavedViewsView["views"][number]) {
  const uses = [...(isDefault ? ["isDefault"] : []), ...(pinned ? ["pinned"] : [])];
  return { name, uses };
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

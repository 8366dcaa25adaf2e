import { useTranslations } from "next-intl";
import type { PeopleView } from "@/lib/views/people";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { Card } from "../ui/card";
import { RadioGroup } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-field";

type Props = {
  requests: PeopleView["requests"];
  at: string;
  answer: FormAction;
  /** What was typed before a session was lost, with the request that it answers. */
  kept: FormValues | null;
};

/** U5: who asks for a role, with a form for each that agrees or refuses. */
export function RoleRequests({ requests, at, answer, kept }: Props) {
  const t = useTranslations("people");
  return (
    <section id="requests">
      <h2>{t("requests.title")}</h2>
      {requests.map((one) => (
        <Card
          key={one.id}
          title={t("requests.asks", {
            name: one.name,
            role: t(`roles.${one.role}`),
            place: one.location ?? t("everywhere"),
          })}
        >
          {one.words === "" ? null : <blockquote>{one.words}</blockquote>}
          <Form action={answer} initial={{ values: kept?.id === one.id ? kept : {}, errors: [] }}>
            <Hidden values={{ at, id: one.id }} />
            <RadioGroup
              name="agreed"
              label={t("requests.answer")}
              required
              options={[
                { value: "yes", label: t("requests.agree") },
                { value: "no", label: t("requests.refuse") },
              ]}
            />
            <TextArea
              name="note"
              label={t("requests.note")}
              hint={t("requests.noteHint", { name: one.name })}
              maxLength={1_000}
            />
            <SubmitButton>{t("requests.send")}</SubmitButton>
          </Form>
        </Card>
      ))}
    </section>
  );
}

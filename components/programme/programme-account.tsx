import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { SettingsView } from "@/lib/views/programme/settings";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { Told } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { TextField } from "../ui/text-field";

type Props = {
  view: SettingsView;
  action: FormAction;
  kept: FormValues | null;
  saved: boolean;
};

/** P30: from which account the programme pays; of it people see the last four characters. */
export function ProgrammeAccount({ view, action, kept, saved }: Props) {
  const t = useTranslations("programme.settings.account");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const { account, mayChange } = view;
  return (
    <div id="account">
      <Card title={t("title")}>
        {saved ? <Told>{t("saved")}</Told> : null}
        <p>{t("intro")}</p>
        {account === null ? (
          <p>{t("none")}</p>
        ) : (
          <SummaryList
            rows={[
              { label: t("accountName"), value: account.name },
              { label: t("iban"), value: `•••• ${account.lastFour}` },
              { label: t("bic"), value: account.bic || "–" },
              {
                label: t("given"),
                value: t("givenBy", {
                  when: format.instant(account.givenAt, zone),
                  name: account.givenByName,
                }),
              },
            ]}
          />
        )}
        {mayChange ? (
          <Form
            action={action}
            initial={{
              values: { accountName: account?.name ?? "", bic: account?.bic ?? "", ...kept },
              errors: [],
            }}
          >
            <Hidden values={{ revision: String(account?.version ?? 0) }} />
            <TextField
              name="accountName"
              label={t("accountName")}
              hint={t("nameHint")}
              required
              maxLength={70}
            />
            <TextField
              name="iban"
              label={t("iban")}
              hint={t("ibanHint")}
              required
              maxLength={100}
              spellCheck={false}
            />
            <TextField
              name="bic"
              label={t("bic")}
              hint={t("bicHint")}
              maxLength={20}
              spellCheck={false}
            />
            <div className="buttons">
              <SubmitButton>{t("save")}</SubmitButton>
            </div>
          </Form>
        ) : null}
      </Card>
    </div>
  );
}

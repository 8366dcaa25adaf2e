import { useLocale, useTranslations } from "next-intl";
import type { AskView } from "@/lib/views/ask-screens";
import { formats } from "@/messages/format/formats";
import { Table } from "../ui/table";
import { MailState } from "./mail-state";

type Mails = Extract<AskView["screen"], { kind: "asked" }>["mails"];

/** Every e-mail that asked this customer, the newest first. */
export function RequestMails({ mails, timeZone }: { mails: Mails; timeZone: string }) {
  const t = useTranslations("wizards.asked.mails");
  const format = formats(useLocale());
  if (mails.length === 0) return null;
  const columns = (["recipient", "kind", "when", "state"] as const).map((key) => ({
    label: t(key),
  }));
  return (
    <section>
      <h2>{t("title")}</h2>
      <Table caption={t("title")} columns={columns} stack>
        {mails.map(({ id, recipient, template, createdAt, state }) => (
          <tr key={id}>
            <th scope="row">{recipient}</th>
            <td>
              {t(
                template === "consent-reminder"
                  ? "kinds.consent-reminder"
                  : "kinds.consent-request",
              )}
            </td>
            <td>{format.shortInstant(createdAt, timeZone)}</td>
            <td>
              <MailState state={state} />
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

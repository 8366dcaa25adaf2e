import { useLocale, useTranslations } from "next-intl";
import type { LocationView } from "@/lib/views/location";
import { formats } from "@/messages/format/formats";
import { SummaryList } from "../ui/summary-list";
import { PayeeState } from "./location-state";

type Props = {
  payee: LocationView["payee"];
  state: LocationView["payeeProfile"];
  zone: string;
};

/** P28: where a location is paid, as everybody sees it: of the account its last four characters. */
export function PayeeFacts({ payee, state, zone }: Props) {
  const t = useTranslations("locations.payee");
  const format = formats(useLocale());
  if (payee === null)
    return (
      <>
        <p>
          <PayeeState state={state} />
        </p>
        <p>{t(state === "missing" ? "missing" : "elsewhere")}</p>
      </>
    );
  return (
    <>
      <p>
        <PayeeState state={state} />
      </p>
      {payee.reason === null ? null : (
        <>
          <p>{t("rejected")}</p>
          <blockquote>{payee.reason}</blockquote>
        </>
      )}
      {payee.returnedWhy === null ? null : (
        <>
          <p>{t("returned")}</p>
          <blockquote>{payee.returnedWhy}</blockquote>
        </>
      )}
      <SummaryList
        rows={[
          { label: t("legalName"), value: payee.legalName },
          { label: t("taxNumber"), value: payee.taxNumber },
          { label: t("country"), value: format.country(payee.country) },
          { label: t("currency"), value: payee.currency },
          {
            label: t(`kinds.${payee.accountKind}`),
            value: t("masked", { lastFour: payee.lastFour }),
          },
          {
            label: t("given"),
            value: t("givenBy", {
              when: format.instant(payee.givenAt, zone),
              name: payee.givenByName ?? "–",
            }),
          },
        ]}
      />
    </>
  );
}

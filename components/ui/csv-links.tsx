import { useLocale, useTranslations } from "next-intl";
import { LinkButton } from "./button";
import { decimalPoint } from "@/messages/format/numbers";

type Props = {
  href: string;
  /** The words on the button. */
  children: string;
};

/** A list as a file, as the reader's spreadsheet opens it; and in the other form. */
export function CsvLinks({ href, children }: Props) {
  const t = useTranslations("common.csvForm");
  const other = decimalPoint(useLocale()) === "," ? "comma" : "semicolon";
  const chosen = `${href}${href.includes("?") ? "&" : "?"}csv=${other}`;
  return (
    <>
      <LinkButton href={href} download>
        {children}
      </LinkButton>
      <LinkButton variant="subtle" href={chosen} download>
        {t(other)}
      </LinkButton>
    </>
  );
}

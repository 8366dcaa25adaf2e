import { useTranslations } from "next-intl";
import { Tabs } from "./tabs";

type Props = {
  owner: "" | "me";
  /** The list as it is, for everybody's or the reader's own. */
  href: (owner: "" | "me") => string;
};

/** K6: everybody's, or mine: two links above a list. */
export function Whose({ owner, href }: Props) {
  const t = useTranslations("common.whose");
  return (
    <Tabs
      variant="pills"
      label={t("label")}
      tabs={(["", "me"] as const).map((value) => ({
        label: t(value || "all"),
        href: href(value),
        current: value === owner,
      }))}
    />
  );
}

import { useTranslations } from "next-intl";
import type { Place } from "@/lib/views/shell";
import { Button } from "../ui/button";

type Props = {
  places: Place[];
  /** The page to go on with; null: the one that this stands on. */
  to: string | null;
};

/** U3: the other companies of the reader, to go on with this page for one of them. */
export function SwitchOffer({ places, to }: Props) {
  const t = useTranslations("people.switch");
  const shell = useTranslations("shell");
  if (places.length === 0) return null;
  return (
    <form method="post" action="/switch">
      <p>{t("maybe")}</p>
      {to === null ? (
        <input type="hidden" name="back" value="1" />
      ) : (
        <input type="hidden" name="to" value={to} />
      )}
      <div className="buttons">
        {places.map(({ id, name }) => (
          <Button key={id ?? ""} type="submit" name="company" value={id ?? ""}>
            {t("goOn", { company: name ?? shell("nav.programme") })}
          </Button>
        ))}
      </div>
    </form>
  );
}

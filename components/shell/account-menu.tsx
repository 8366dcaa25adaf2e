import { useTranslations } from "next-intl";
import type { ShellView } from "@/lib/views/shell";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Preferences, type ThemeChoice } from "./preferences";

type Props = {
  person: ShellView["person"];
  /** Where the person works, or what they are: "Contoso", "Programme operator". */
  at: string;
  theme: ThemeChoice;
};

/** Who is signed in, their language and colours, and the way out. Opens without JavaScript (popover). */
export function AccountMenu({ person, at, theme }: Props) {
  const t = useTranslations("shell");
  return (
    <>
      <button
        className="avatar"
        type="button"
        popoverTarget="account"
        aria-label={t("accountOf", { name: person.name })}
      >
        {initials(person.name)}
      </button>
      <div id="account" popover="auto" role="group" aria-label={t("account")}>
        <div>
          <strong>{person.name}</strong>
          <small>{person.email}</small>
          <small>{at}</small>
        </div>
        <Preferences theme={theme} />
        <form method="post" action="/api/auth/signout">
          <Button type="submit">{t("signOut")}</Button>
        </form>
      </div>
    </>
  );
}

/** Language and colours for those who are not signed in. */
export function PreferencesMenu({ theme }: { theme: ThemeChoice }) {
  const t = useTranslations("shell");
  return (
    <>
      <button className="subtle" type="button" popoverTarget="preferences">
        <Icon name="settings" />
        <span>{t("preferences")}</span>
      </button>
      <div id="preferences" popover="auto" role="group" aria-label={t("preferences")}>
        <Preferences theme={theme} />
      </div>
    </>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? "")][0] ?? "",
  );
  return letters.join("");
}

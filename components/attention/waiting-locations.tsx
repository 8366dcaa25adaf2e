import { useTranslations } from "next-intl";
import type { LocationLine } from "@/lib/views/locations";
import { MessageBar } from "../ui/message-bar";

/** P27: locations whose enrolment or payee profile waits for the reader, each leading to its page. */
export function WaitingLocations({ rows }: { rows: LocationLine[] }) {
  const t = useTranslations("attention.locations");
  const what = useTranslations("locations.toDo");
  if (rows.length === 0) return null;
  return (
    <MessageBar tone="warning" title={t("title")}>
      <ul>
        {rows.map(({ id, name, toDo }) => (
          <li key={id}>
            <a href={`/settings/locations/${id}`}>{name}</a>
            {toDo === null ? null : ` · ${what(toDo)}`}
          </li>
        ))}
      </ul>
    </MessageBar>
  );
}

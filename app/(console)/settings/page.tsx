import { redirect } from "next/navigation";
import { settingsEntries } from "@/lib/views/shell";
import { currentActor } from "@/lib/web/session";

/** The settings begin with the first page that somebody has. */
export default async function Page() {
  const [first = "profile"] = settingsEntries(await currentActor());
  redirect(`/settings/${first}`);
}

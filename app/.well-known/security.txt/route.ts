import { getConfig } from "@/lib/config";
import { readClock } from "@/lib/time/clock";
import { currentProgramme } from "@/lib/web/programme";
import { locales } from "@/messages";

export const dynamic = "force-dynamic";

const DAYS = 90;

/** To whom a weakness is told (RFC 9116). While no programme is set up nobody can be: 404. */
export async function GET(): Promise<Response> {
  const { email } = await currentProgramme();
  if (email === "") return new Response("Not found\n", { status: 404 });
  const expires = new Date(readClock().getTime() + DAYS * 86_400_000);
  const lines = [
    `Contact: mailto:${email}`,
    `Expires: ${expires.toISOString()}`,
    `Preferred-Languages: ${locales.join(", ")}`,
    `Canonical: ${getConfig().APP_URL}/.well-known/security.txt`,
  ];
  return new Response(`${lines.join("\n")}\n`, {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "max-age=3600" },
  });
}

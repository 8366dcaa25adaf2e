import { Resolver } from "node:dns/promises";
import { z } from "zod";
import { getConfig } from "@/lib/config";
import { good, note, reasonOf, wrong, type Finding } from "./finding";

const refusal = z.object({ name: z.string() });

/** Whether the provider takes our key, and what the world is told of the sender's domain. Sends nothing. */
export async function checkMail(): Promise<Finding[]> {
  const { RESEND_API_KEY: key, MAIL_FROM } = getConfig();
  if (key === undefined)
    return [note("mail", "RESEND_API_KEY is not set: e-mails stay at /mailbox.")];
  return [await checkKey(key), ...(await checkDomain(MAIL_FROM.split("@")[1] ?? ""))];
}

async function checkKey(key: string): Promise<Finding> {
  const { RESEND_BASE_URL = "https://api.resend.com", RESEND_WEBHOOK_SECRET } = getConfig();
  try {
    const answer = await fetch(`${RESEND_BASE_URL.replace(/\/$/, "")}/domains`, {
      headers: { authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(10_000),
    });
    const { data } = refusal.safeParse(await answer.json().catch(() => null));
    // A key that may only send is told so.
    if (!answer.ok && data?.name !== "restricted_api_key")
      return wrong(
        "mail",
        `RESEND_API_KEY: the provider refuses it (${answer.status}${data ? `, ${data.name}` : ""}).`,
      );
  } catch (error) {
    return wrong("mail", `The mail provider cannot be reached (${reasonOf(error)}).`);
  }
  if (RESEND_WEBHOOK_SECRET === undefined)
    return note(
      "mail",
      "The provider takes the key; RESEND_WEBHOOK_SECRET is not set, so that nobody learns what bounces.",
    );
  return good("mail", "The provider takes the key.");
}

/** As far as DNS says: Resend signs as resend._domainkey and bounces through send. of the domain. */
async function checkDomain(domain: string): Promise<Finding[]> {
  const [, ...above] = domain.split(".");
  const asked = [
    ["SPF", [`send.${domain}`, domain], /^v=spf1\b/],
    ["DKIM", [`resend._domainkey.${domain}`], /\bp=\S/],
    [
      "DMARC",
      [`_dmarc.${domain}`, ...(above.length > 1 ? [`_dmarc.${above.join(".")}`] : [])],
      /^v=DMARC1\b/,
    ],
  ] as const;
  return Promise.all(
    asked.map(async ([what, names, form]) => {
      const found = await Promise.all(names.map((name) => textsOf(name)));
      if (found.some((texts) => texts?.some((text) => form.test(text))))
        return good("mail", `${what} of ${domain} stands in DNS.`);
      if (found.includes(null))
        return note("mail", `${what} of ${domain} could not be asked: DNS does not answer.`);
      return note(
        "mail",
        `${what} of ${domain} is not in DNS (${names.join(", ")}): mail may be taken for spam.`,
      );
    }),
  );
}

/** The texts under a name; null when nobody answers. */
async function textsOf(name: string): Promise<string[] | null> {
  try {
    const answer = await new Resolver({ timeout: 3_000, tries: 1 }).resolveTxt(name);
    return answer.map((pieces) => pieces.join(""));
  } catch (error) {
    return ["ENOTFOUND", "ENODATA"].includes(reasonOf(error)) ? [] : null;
  }
}

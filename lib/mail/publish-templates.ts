import { setTimeout as wait } from "node:timers/promises";
import type { Resend } from "resend";
import { resendTemplates, type ResendTemplate } from "./resend-templates";

export type Published = { alias: string; result: "created" | "changed" | "unchanged" };
type Answer<T> = {
  data: T | null;
  error: { statusCode: number | null; name: string; message: string } | null;
};

/**
 * Publishes every e-mail as a template at Resend, found again by its alias. Running it twice changes
 * nothing. The product itself sends what it rendered; the templates are for those who look there.
 * Throws with the provider's reason, naming the template.
 * @param pauseMs between two requests, for the provider's rate limit
 */
export async function publishTemplates(
  resend: Resend,
  { pauseMs, tell }: { pauseMs: number; tell: (published: Published) => void },
): Promise<void> {
  const ask = <T>(what: string, send: () => PromiseLike<Answer<T>>) => asked(what, send, pauseMs);
  const there = await listAliases(resend, ask);
  for (const template of resendTemplates()) {
    const { alias, ...content } = template;
    const id = there.get(alias);
    if (id === undefined) {
      const made = await ask(alias, () => resend.templates.create({ ...content, alias }));
      await ask(alias, () => resend.templates.publish(made.id));
      tell({ alias, result: "created" });
      continue;
    }
    const before = await ask(alias, () => resend.templates.get(id));
    const same = equal(before, template);
    if (!same) await ask(alias, () => resend.templates.update(id, content));
    const waits = before.status !== "published" || before.has_unpublished_versions;
    if (!same || waits) await ask(alias, () => resend.templates.publish(id));
    tell({ alias, result: same && !waits ? "unchanged" : "changed" });
  }
}

type Ask = <T>(what: string, send: () => PromiseLike<Answer<T>>) => Promise<T>;

async function listAliases(resend: Resend, ask: Ask): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let after: string | undefined;
  for (;;) {
    const page = await ask("list", () =>
      resend.templates.list({ limit: 100, ...(after !== undefined && { after }) }),
    );
    for (const { id, alias } of page.data) if (alias !== null) found.set(alias, id);
    after = page.data.at(-1)?.id;
    if (!page.has_more || after === undefined) return found;
  }
}

function equal(
  before: { name: string; subject: string | null; html: string; text: string | null },
  { name, subject, html, text }: ResendTemplate,
): boolean {
  return (
    before.name === name &&
    before.subject === subject &&
    before.html === html &&
    before.text === text
  );
}

async function asked<T>(
  what: string,
  send: () => PromiseLike<Answer<T>>,
  pauseMs: number,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const { data, error } = await send();
    await wait(pauseMs);
    if (!error && data) return data;
    const passes = error?.statusCode === 429 || (error?.statusCode ?? 500) >= 500;
    if (!passes || attempt === 5)
      throw new Error(`${what}: ${error?.statusCode ?? "no answer"} ${error?.message ?? ""}`);
    await wait(pauseMs * 2 ** attempt);
  }
}

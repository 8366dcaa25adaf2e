import { redirect } from "next/navigation";
import { after } from "next/server";
import { headers } from "next/headers";
import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { emailAddress } from "@/lib/input";
import { log } from "@/lib/log";
import { askSignIn } from "@/lib/people/ask-sign-in";
import { readDevice } from "./device";
import { spokenLocale, systemContext } from "./door";
import { formOf, typed, type FormState } from "./form-state";
import { reached } from "./front/answer";
import { errorWords } from "./form-words";
import { assertSameOrigin } from "./origin";
import { ownPath } from "./own-path";
import { issuesOf } from "./parse";
import { limitFrom } from "./limit-from";

const schema = z.object({
  email: emailAddress(),
  callbackUrl: z.string().optional(),
});

/**
 * The form "mail me a link". Nothing is counted by the address that was typed: whoever types somebody
 * else's keeps nobody out (`askSignIn` keeps the mailbox from being flooded). Known and unknown addresses get the same answer after the same time:
 * the account is looked up after the answer has gone.
 */
export async function askForLink(_state: FormState, sent: FormData): Promise<FormState> {
  reached();
  const values = typed(formOf(sent));
  const language = await spokenLocale();
  const parsed = schema.safeParse(values);
  if (!parsed.success) return { values, errors: issuesOf(parsed.error, language) };
  const { email, callbackUrl } = parsed.data;
  const head = await headers();
  try {
    assertSameOrigin(head);
    await limitFrom("sign-in-from", head, { points: 300, seconds: 900 });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const errors = error.errors.map((one) => errorWords(language, { ...one, field: null }));
    return { values, errors };
  }
  const device = await readDevice();
  after(() => mailLink({ email, language, returnTo: ownPath(callbackUrl), device }));
  redirect("/sign-in/sent");
}

async function mailLink(asked: Parameters<typeof askSignIn>[1]): Promise<void> {
  try {
    await askSignIn(systemContext("sign-in"), asked);
  } catch (error) {
    log.error({ err: error }, "a sign-in link was not mailed");
  }
}

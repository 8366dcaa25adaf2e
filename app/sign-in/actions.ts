"use server";
import { askForLink } from "@/lib/web/ask-for-link";
import type { FormState } from "@/lib/web/form-state";

/** Mails a sign-in link to whoever is known by the address. */
export async function ask(state: FormState, data: FormData): Promise<FormState> {
  return askForLink(state, data);
}

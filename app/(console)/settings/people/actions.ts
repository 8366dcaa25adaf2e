"use server";
import { answerRoleRequest } from "@/lib/people/members/answer-role-request";
import { askToLink } from "@/lib/people/members/ask-to-link";
import { changeRoles } from "@/lib/people/members/change-roles";
import { disablePerson } from "@/lib/people/members/disable-person";
import { enablePerson } from "@/lib/people/members/enable-person";
import { invitePeople } from "@/lib/people/members/invite-people";
import { resendInvitation } from "@/lib/people/members/resend-invitation";
import {
  answerRoleInput,
  disableInput,
  inviteInput,
  oneInput,
  rolesInput,
} from "@/lib/people/members/schema";
import { endSessionsOf } from "@/lib/people/sessions/end-sessions-of";
import { withdrawInvitation } from "@/lib/people/members/withdraw-invitation";
import { changeSignInRule } from "@/lib/people/sign-in-rule/change-sign-in-rule";
import { signInRuleInput } from "@/lib/people/sign-in-rule/schema";
import { baseOf } from "@/lib/views/people-addresses";
import { formAction } from "@/lib/web/action";
import type { FormState, FormValues } from "@/lib/web/form-state";
import { withLines } from "@/lib/web/lines-of-file";

const list = (values: FormValues) => baseOf(one(values.at));
const person = (values: FormValues) =>
  `${list(values)}/${encodeURIComponent(one(values.id) ?? "")}`;
const one = (value: string | string[] | undefined) =>
  typeof value === "string" ? value : undefined;

const inviteAll = formAction({
  schema: inviteInput,
  at: (values) => `${list(values)}/invite`,
  run: async (ctx, input) => {
    await invitePeople(ctx, input);
    return `${baseOf(input.at)}?done=invited`;
  },
});

/** A file that comes with the form is read as more lines of it. */
export async function invite(state: FormState, data: FormData): Promise<FormState> {
  return inviteAll(state, await withLines(data, "file", "people"));
}

export const answer = formAction({
  schema: answerRoleInput,
  at: list,
  run: async (ctx, input) => {
    await answerRoleRequest(ctx, input);
    return `${baseOf(input.at)}?done=answered&again=`;
  },
});

export const resend = formAction({
  schema: oneInput,
  at: list,
  run: async (ctx, input) => {
    await resendInvitation(ctx, input);
    return `${baseOf(input.at)}?done=resent&again=`;
  },
});

export const withdraw = formAction({
  schema: oneInput,
  at: list,
  run: async (ctx, input) => {
    await withdrawInvitation(ctx, input);
    return `${baseOf(input.at)}?done=withdrawn&again=`;
  },
});

export const roles = formAction({
  schema: rolesInput,
  at: person,
  run: async (ctx, input) => {
    await changeRoles(ctx, input);
    return `${baseOf(input.at)}?done=changed&again=`;
  },
});

export const disable = formAction({
  schema: disableInput,
  at: person,
  run: async (ctx, input) => {
    await disablePerson(ctx, input);
    return `${baseOf(input.at)}?done=disabled&again=`;
  },
});

export const enable = formAction({
  schema: oneInput,
  at: person,
  run: async (ctx, input) => {
    await enablePerson(ctx, input);
    return `${baseOf(input.at)}?done=enabled&again=`;
  },
});

export const signOut = formAction({
  schema: oneInput,
  at: person,
  run: async (ctx, input) => {
    await endSessionsOf(ctx, input);
    return `${baseOf(input.at)}?done=signed_out&again=`;
  },
});

export const link = formAction({
  schema: oneInput,
  at: person,
  run: async (ctx, input) => {
    await askToLink(ctx, input);
    return `${baseOf(input.at)}?done=link_asked&again=`;
  },
});

export const signInRule = formAction({
  schema: signInRuleInput,
  at: (values) => `${list(values)}/sign-in`,
  run: async (ctx, input) => {
    await changeSignInRule(ctx, input);
    return `${baseOf(input.at)}?done=sign_in_changed&again=`;
  },
});

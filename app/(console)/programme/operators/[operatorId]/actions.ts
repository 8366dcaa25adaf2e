"use server";
import { changeOperatorRoles } from "@/lib/people/operators/change-operator-roles";
import { operatorRolesInput } from "@/lib/people/members/schema";
import { formAction } from "@/lib/web/action";

export const change = formAction({
  schema: operatorRolesInput,
  at: ({ id }) => `/programme/operators/${encodeURIComponent(String(id ?? ""))}`,
  run: async (ctx, input) => {
    await changeOperatorRoles(ctx, input);
    return "/programme/operators?done=changed&again=";
  },
});

import { z } from "zod";
import { line, paragraphs } from "../../input";
import { locales } from "@/messages/languages";

/** Whose people, where the form names it: a company, or the programme's staff. */
const at = z
  .literal("")
  .transform(() => undefined)
  .or(z.guid("not_found"))
  .optional();
const several = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((found) => [...new Set([found].flat())].filter((one) => one !== ""));
const day = z.iso.date("invalid_date").or(z.literal("")).default("");

/** U2: who is to be invited: one on a line, or the lines of a CSV file with role and location behind the address. */
export const inviteInput = z.object({
  at,
  people: z
    .string()
    .max(50_000)
    .default("")
    .transform((text) => text.split(/\r\n?|\n/).map(cellsOf))
    .transform((rows) =>
      rows.flatMap((cells, index) => (isPerson(cells) ? [{ line: index + 1, cells }] : [])),
    ),
  role: several,
  places: several,
  language: z.enum(locales, "required"),
});
export type InviteInput = z.output<typeof inviteInput>;
export type InvitedLine = InviteInput["people"][number];

/** An invitation, a person or a request of somebody's people. */
export const oneInput = z.object({ at, id: z.guid("not_found") });
export type OneInput = z.output<typeof oneInput>;

/** U4: the roles of a person, by place; "company" stands for all of it. */
export const rolesInput = z
  .looseObject({ at, id: z.guid("not_found"), seen: z.string().max(100).default("") })
  .transform(({ at: house, id, seen, ...fields }, context) => {
    const places = Object.keys(fields).flatMap((name) =>
      name.startsWith("role-") ? [name.slice(5)] : [],
    );
    const wanted = places.flatMap((place) => {
      const role = z
        .enum(["", "incentives_admin", "incentives_user"])
        .catch("")
        .parse(fields[`role-${place}`]);
      const last = day.safeParse(fields[`last-${place}`]);
      if (!last.success) {
        context.addIssue({ code: "custom", message: "invalid_date", path: [`last-${place}`] });
        return [];
      }
      if (role === "" || !z.guid().or(z.literal("company")).safeParse(place).success) return [];
      const lastDay = last.data === "" ? null : last.data;
      return [{ role, locationId: place === "company" ? null : place, lastDay }];
    });
    return { at: house, id, seen, wanted };
  });
export type RolesInput = z.output<typeof rolesInput>;

/** P5: the roles of somebody of the programme's staff; none: they work there no more. */
export const operatorRolesInput = z.object({
  id: z.guid("not_found"),
  seen: z.string().max(200).default(""),
  role: several,
});
export type OperatorRolesInput = z.output<typeof operatorRolesInput>;

/** U8: who is disabled, and who takes over what they have open. */
export const disableInput = oneInput.extend({
  heir: z
    .literal("")
    .transform(() => null)
    .or(z.guid("not_found"))
    .default(null),
});
export type DisableInput = z.output<typeof disableInput>;

/** U5: which role somebody asks for; "company": for all of it. */
export const askRoleInput = z.object({
  role: z.enum(["incentives_admin", "incentives_user"], "role_needed"),
  place: z.literal("company").or(z.guid("place_needed")),
  words: paragraphs(1_000).default(""),
});
export type AskRoleInput = z.output<typeof askRoleInput>;

export const answerRoleInput = oneInput
  .extend({ agreed: z.enum(["yes", "no"], "required"), note: paragraphs(1_000).default("") })
  .refine(({ agreed, note }) => agreed === "yes" || note !== "", {
    path: ["note"],
    message: "answer_needed",
  });
export type AnswerRoleInput = z.output<typeof answerRoleInput>;

/** U2: what whoever accepts calls themselves; an account that is there has its name. */
export const acceptInput = z.object({
  fullName: line(200).default(""),
  language: z.enum(locales).optional().catch(undefined),
});
export type AcceptInput = z.output<typeof acceptInput>;

function cellsOf(text: string): string[] {
  return text.split(/[;,\t]/).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .trim(),
  );
}

/** Neither an empty line nor the head of a file. */
function isPerson([first = "", ...others]: string[]): boolean {
  return (first !== "" || others.some((cell) => cell !== "")) && !/^e-?mail\b[^@]*$/i.test(first);
}

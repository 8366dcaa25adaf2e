import { mailVariables, type Template } from "@/lib/mail/schema";

const templates = Object.keys(mailVariables) as Template[];

/** The key of a template's name in programme.json; "other" for one that this version no longer knows. */
export function templateName(template: string): Template | "other" {
  return templates.find((one) => one === template) ?? "other";
}

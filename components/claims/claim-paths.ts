import type { EditPart } from "@/lib/claims/schema";

/** The addresses of one claim's pages. */
export function claimPath(number: number | string, query: Record<string, string> = {}): string {
  const search = new URLSearchParams(query).toString();
  const path = `/claims/${String(number)}`;
  return search ? `${path}?${search}` : path;
}

export type ClaimAct = "submit" | "cancel" | "dispute" | "renew";

export function claimActPath(number: number | string, act: ClaimAct): string {
  return `/claims/${String(number)}/${act}`;
}

/** The form of one part of a claim, and the field of it to begin with. */
export function editPath(number: number | string, part: EditPart, field?: string | null): string {
  return `/claims/${String(number)}/edit/${part}${field ? `#${field}` : ""}`;
}

/** The page that shows who gets the customer survey once the contact is changed (D20). */
export function checkPath(number: number | string): string {
  return `${editPath(number, "customer")}?check=`;
}

/** The page that shows what of the customer survey is sent to whom (D20). */
export function customerSurveyPath(number: number | string): string {
  return `/claims/${String(number)}/customer-survey`;
}

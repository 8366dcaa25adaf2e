/** The words of a reviewer's reason (W12), until review.json has them. */
export function reasonWords({ code }: { requirement: string; code: string }): string {
  return code.replaceAll("_", " ");
}

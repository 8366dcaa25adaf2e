import { translator } from "@/messages";
import { authorize } from "../../access/authorize";
import { reading, type Ctx } from "../../ctx";
import { filePages, shownOf } from "../../lists/file";
import { attentionQuery } from "../../claims/attention/schema";
import { attentionPage, type AttentionLine } from "../attention";
import type { Asked, ListSheet } from "./asked";
import { fileWords } from "./words";

/** K4: what waits for the partner, as a view has it. Throws `no_role`. */
export async function attentionFile(ctx: Ctx, { search, locale }: Asked): Promise<ListSheet> {
  authorize(ctx, "claims.read");
  const { common: t, customers } = await reading(ctx, (tx) => fileWords(tx, locale));
  const words = translator(locale, "attention");
  const what = ({ kind, detail }: AttentionLine) => {
    if (detail?.kind === "mail") return customers(`mail.${detail.state}`);
    if (detail?.kind === "survey" && kind === "mail_failed")
      return detail.surveys.map((one) => words(`surveys.${one}`)).join("; ");
    if (kind === "mail_failed") return "";
    if (detail?.kind === "line") return detail.line;
    const one = words(`one.${kind}`);
    return detail?.kind === "claim" ? `${one}: ${customers(`claim.${detail.status}`)}` : one;
  };
  type Line = {
    of?: string;
    label: string;
    kind: "text" | "number";
    value: (line: AttentionLine) => string | number | null;
  };
  const all: Line[] = [
    { label: t("file.customer"), kind: "text", value: ({ customer }) => customer.name },
    { label: t("file.tenantId"), kind: "text", value: ({ customer }) => customer.id },
    { label: t("file.location"), kind: "text", value: ({ location }) => location },
    { of: "kind", label: t("file.what"), kind: "text", value: what },
    {
      of: "engagement",
      label: t("file.engagement"),
      kind: "text",
      value: ({ engagement }) => engagement?.name ?? null,
    },
    { of: "left", label: t("file.left"), kind: "number", value: ({ daysLeft }) => daysLeft },
    {
      of: "action",
      label: t("file.next"),
      kind: "text",
      value: ({ step }) => words(`step.${step}`),
    },
  ];
  const columns = shownOf(all, attentionQuery.parse(search).hide);
  const rows = filePages(ctx, async (tx, after: string | null) => {
    const page = await attentionPage(tx, { search: { ...search, after: after ?? undefined } });
    return { ...page, rows: page.rows.map((line) => columns.map(({ value }) => value(line))) };
  });
  return { name: "attention", columns, rows };
}

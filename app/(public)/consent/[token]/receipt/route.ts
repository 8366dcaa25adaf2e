import { ReceiptPage } from "@/components/public/receipt-page";
import { reading } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { consentReceipt } from "@/lib/views/consent-receipt";
import { publicJson, seeOther } from "@/lib/web/public";
import { getPage } from "../visit";
import { publicPage } from "../../../public-page";

export const dynamic = "force-dynamic";

/** The receipt of an answer, to read, print and keep; with `?format=json` as a record for machines. */
export const GET = getPage(async (visit) => {
  const { ctx, base, url, language } = visit;
  try {
    const view = await reading(ctx, (tx) => consentReceipt(tx, visit));
    if (url.searchParams.get("format") === "json") {
      return publicJson(view.record, `consent-${view.receipt.id}.json`);
    }
    return await publicPage(ReceiptPage, { view, base, chosen: language !== null });
  } catch (error) {
    if (error instanceof Refusal && error.code === "not_answered") {
      return seeOther(`${base}${url.search}`);
    }
    throw error;
  }
});

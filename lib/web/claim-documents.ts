import { getMessages } from "next-intl/server";
import { authorize } from "@/lib/access/authorize";
import { chooseInput } from "@/lib/bulk/schema";
import { getConfig } from "@/lib/config";
import { Refusal, type RefusalCode } from "@/lib/errors";
import { documentsArchive } from "@/lib/views/claim/documents-archive";
import { spokenLocale } from "./door";
import { errorWords } from "./form-words";
import { one, type Search } from "./page";
import { limit } from "./rate-limit";
import { listAddress } from "./runs";
import { formOf, sentFile } from "./sent-file";

/** What the claims' page says of an archive that was not made. */
const told = ["bulk_choose_rows", "bulk_too_many", "rate_limited"] as const;
const ALLOWED = { points: 20, seconds: 600 };

const asked = chooseInput.pick({ all: true, query: true, row: true });

/** B1: sends the documents of claims as one archive, as its list's form asks; what is wrong is told on the list. */
export function sentDocuments(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const query = searchParams.get("query") ?? "";
  return sentFile(
    async (ctx, locale) => {
      authorize(ctx, "claims.read");
      await limit(`documents-archive:${ctx.actor.userId}`, ALLOWED);
      const input = asked.safeParse({
        query,
        all: searchParams.get("all") ?? "",
        row: searchParams.getAll("row"),
      });
      if (!input.success) throw new Refusal("not_found");
      const { named } = await getMessages();
      const proof = (requirement: string) => named.proof[requirement] ?? requirement;
      return documentsArchive(ctx, { ...input.data, locale, form: formOf(request, locale), proof });
    },
    {
      request,
      mayLag: true,
      kind: "zip",
      back: ({ code }) => (isTold(code) ? refusedAt(query, code) : null),
    },
  );
}

/** Why no archive was made, as the list's address says it; null for anything else. */
export async function whyNoDocuments(search: Search): Promise<string | null> {
  const code = told.find((each) => each === one(search.refused));
  if (!code) return null;
  const params = { max: getConfig().BULK_ROWS, minutes: ALLOWED.seconds / 60 };
  return errorWords(await spokenLocale(), { field: null, code, params }).message;
}

function isTold(code: RefusalCode): boolean {
  return told.some((one) => one === code);
}

function refusedAt(query: string, code: string): string {
  const at = listAddress({ list: "claims", query });
  return `${at}${at.includes("?") ? "&" : "?"}choose=1&refused=${code}`;
}

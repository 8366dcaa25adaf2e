import { randomUUID } from "node:crypto";
import { post } from "@/lib/mail/post";
import { transaction, type Ctx } from "@/lib/ctx";

/** Writes a sign-in e-mail, as the simplest that has a link. */
export function writeMail(ctx: Ctx, to = "robin@partner.example"): Promise<string> {
  return transaction(ctx, (tx) =>
    post(tx, {
      template: "sign-in",
      language: "en",
      to,
      partnerId: null,
      variables: { tokenId: randomUUID(), expiresAt: "2026-03-10T09:15:00.000Z" },
    }),
  );
}

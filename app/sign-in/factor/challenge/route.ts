import { passkeyOptions } from "@/lib/web/factor";

/** What a passkey signs; see lib/web/factor.ts. */
export const POST = passkeyOptions;

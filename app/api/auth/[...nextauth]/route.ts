import { handleAuth } from "@/lib/web/next-auth";

/** Signing in and out; see lib/web/next-auth.ts. */
export const POST = handleAuth;

import { handleAuth } from "@/lib/web/next-auth";

/** Signing in and out; see lib/web/next-auth.ts. */
export const GET = handleAuth;
export const POST = handleAuth;

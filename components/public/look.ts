import { AsyncLocalStorage } from "node:async_hooks";
import type { Look } from "@/lib/views/shell";

/** The programme's look (P3) for the pages that are rendered within `run`: a context does not exist here. */
export const looks = new AsyncLocalStorage<Look>();

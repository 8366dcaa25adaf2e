"use server";
import { handleReport } from "@/lib/consent/reports/handle-report";
import { liftBan } from "@/lib/consent/reports/lift-ban";
import { handleReportInput, liftBanInput, stopRequestInput } from "@/lib/consent/reports/schema";
import { stopRequest } from "@/lib/consent/reports/stop-request";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const page = (values: FormValues) =>
  `/programme/reports/${encodeURIComponent(String(values.report ?? ""))}`;

export const handle = formAction({
  schema: handleReportInput,
  at: page,
  run: async (ctx, input) => {
    await handleReport(ctx, input);
    return "/programme/reports?show=open&done=saved&again=";
  },
});

export const stop = formAction({
  schema: stopRequestInput,
  at: (values) => `${page(values)}/stop`,
  run: async (ctx, input) => {
    await stopRequest(ctx, input);
    return "/programme/reports?show=open&done=stopped&again=";
  },
});

export const lift = formAction({
  schema: liftBanInput,
  at: (values) => `${page(values)}/lift`,
  run: async (ctx, input) => {
    await liftBan(ctx, input);
    return "/programme/reports?show=open&done=lifted&again=";
  },
});

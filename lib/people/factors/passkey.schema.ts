import { z } from "zod";

const base64 = z
  .string()
  .max(8_000)
  .regex(/^[A-Za-z0-9_-]*$/);

const credential = {
  id: base64,
  rawId: base64,
  type: z.literal("public-key"),
  clientExtensionResults: z.looseObject({}),
};

/** What a browser answers with a new passkey. */
export const registration = z.object({
  ...credential,
  response: z.object({ clientDataJSON: base64, attestationObject: base64 }),
});

/** What it answers with one that it has. */
export const assertion = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64,
    authenticatorData: base64,
    signature: base64,
    userHandle: base64.optional(),
  }),
});

/** A form's hidden field that a script fills in. */
export const inForm = <S extends z.ZodType>(schema: S) =>
  z
    .string("passkey_failed")
    .max(20_000, "passkey_failed")
    .transform((text, ctx): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        ctx.addIssue({ code: "custom", message: "passkey_failed" });
        return z.NEVER;
      }
    })
    .pipe(schema);

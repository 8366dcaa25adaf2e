"use server";
import { addPasskey } from "@/lib/people/factors/add-passkey";
import { proveCode } from "@/lib/people/factors/prove-code";
import { provePasskey } from "@/lib/people/factors/prove-passkey";
import { addInput, codeInput, passkeyInput, setUpInput } from "@/lib/people/factors/schema";
import { setUpCodes } from "@/lib/people/factors/set-up-codes";
import { countTry, factorAction, goingOn } from "@/lib/web/factor";

export const withCode = factorAction(
  codeInput,
  async (ctx, own, input) => {
    await countTry(own, input.code);
    await proveCode(ctx, own, input);
  },
  goingOn,
);

export const withPasskey = factorAction(
  passkeyInput,
  async (ctx, own, input) => {
    await countTry(own);
    await provePasskey(ctx, own, input);
  },
  goingOn,
);

export const setUpApp = factorAction(setUpInput, setUpCodes, goingOn);

export const makePasskey = factorAction(addInput, addPasskey, goingOn);

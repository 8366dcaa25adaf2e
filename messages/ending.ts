// Written by `npm run messages`, from the folders beside it.
import enFailed from "./en/failed.json";
import nlFailed from "./nl/failed.json";
export const failed = { en: enFailed, nl: nlFailed };
import enFault from "./en/fault.json";
import nlFault from "./nl/fault.json";
export const fault = { en: enFault, nl: nlFault };
import enNotFound from "./en/notFound.json";
import nlNotFound from "./nl/notFound.json";
export const notFound = { en: enNotFound, nl: nlNotFound };

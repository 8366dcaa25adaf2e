/**
 * What is wrong with pain.001 files by the schema of ISO 20022, as libxml2 reads it: a list of them as JSON
 * comes in, a list of faults for each goes out. A process of its own, for the library waits at its top level.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { XmlDocument, XsdValidator } from "libxml2-wasm";

const schema = readFileSync(path.join(import.meta.dirname, "iso20022/pain.001.001.03.xsd"), "utf8");
const validator = XsdValidator.fromDoc(XmlDocument.fromString(schema));
const files = JSON.parse(readFileSync(0, "utf8"));
const faults = files.map((text) => {
  try {
    const document = XmlDocument.fromString(text);
    try {
      validator.validate(document);
    } finally {
      document.dispose();
    }
    return [];
  } catch (error) {
    return [String(error)];
  }
});
process.stdout.write(JSON.stringify(faults));

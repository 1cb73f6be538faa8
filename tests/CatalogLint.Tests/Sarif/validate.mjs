// Validates SARIF logs with the published schema. Prints each error; exit code 0: every log is valid.
import { readFileSync } from "node:fs";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";

const schema = JSON.parse(readFileSync(new URL("./node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json", import.meta.url), "utf8"));
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(schema);
let broken = 0;
for (const file of process.argv.slice(2)) {
  if (!validate(JSON.parse(readFileSync(file, "utf8")))) {
    broken++;
    for (const error of validate.errors) {
      console.log(`${file}${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`);
    }
  }
}
console.log(`${process.argv.length - 2} logs, ${broken} broken`);
process.exit(broken === 0 && process.argv.length > 2 ? 0 : 1);

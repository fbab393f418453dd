// Prints the QR code of each text that is given, for tests/test_client_link.py.
import { readFileSync } from "node:fs";
import { codeOf } from "../templates/page/assets/worksheet/qr.js";

const texts = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map((text) => codeOf(text))));

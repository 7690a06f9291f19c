import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signedHeaders } from "./sign";
import { verifySnippets } from "./snippets";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tidegate-snippets-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isThere = (program: string) => spawnSync(program, ["--version"]).status === 0;

const base64Secret = `whsec_${Buffer.alloc(32, 250).toString("base64")}`;
const body = '{"email":"jané@example.com","note":"a.b"}';
const sign = (secrets: string[], at = new Date(), text = body) =>
  signedHeaders({ id: "dlv_1", timestamp: at, body: Buffer.from(text), secrets, hex: false });
const signatureOf = (secret: string) => sign([secret])["webhook-signature"] ?? "";
const long = new Date(Date.now() - 3_600_000);

/** Secret, headers, body, and whether the request is genuine. */
const cases: [string, Record<string, string>, string, boolean][] = [
  [base64Secret, sign([base64Secret]), body, true],
  [base64Secret.replace(/=+$/, ""), sign([base64Secret]), body, true],
  ["a plain secret ä", sign(["a plain secret ä"]), body, true],
  [base64Secret, sign(["the new secret", base64Secret]), body, true],
  ["x=1&y=%5B", sign(["x=1&y=%5B"], new Date(), "a%5Bb%5D=1+2"), "a%5Bb%5D=1+2", true],
  [base64Secret, sign([base64Secret]), `${body} `, false],
  ["another secret", sign([base64Secret]), body, false],
  [base64Secret, sign([base64Secret], long), body, false],
  [base64Secret, { ...sign([base64Secret]), "webhook-id": "dlv_2" }, body, false],
  [base64Secret, { ...sign([base64Secret]), "webhook-signature": "v1,AAAA v2,x" }, body, false],
  [base64Secret, { ...sign([base64Secret]), "webhook-signature": signatureOf(base64Secret).slice(3) }, body, false],
  [base64Secret, { ...sign([base64Secret]), "webhook-timestamp": "soon" }, body, false],
  [base64Secret, sign([]), body, false],
  [base64Secret, {}, body, false],
];
const wanted = cases.map(([, , , genuine]) => genuine);
const given = JSON.stringify(cases);

/** Runs the snippet as it is shown beside a few lines that call it for every case. */
function run(program: string, snippet: string, snippetFile: string, caller: string, callerFile: string): unknown {
  writeFileSync(path.join(folder, snippetFile), snippet);
  writeFileSync(path.join(folder, callerFile), caller);
  return JSON.parse(execFileSync(program, [path.join(folder, callerFile)], { input: given, encoding: "utf8" }));
}

describe("what the documentation shows for verifying", () => {
  test("Node.js accepts what we send and nothing else", () => {
    const caller = `import { readFileSync } from "node:fs";
import { isFromTidegate } from "./verify.mjs";
const cases = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map(([secret, headers, body]) => isFromTidegate(secret, headers, body))));`;
    expect(run(process.execPath, verifySnippets.node.code, "verify.mjs", caller, "call.mjs")).toEqual(wanted);
  });

  test.skipIf(!isThere("python3"))("Python accepts what we send and nothing else", () => {
    const caller = `import json, sys
from verify import is_from_tidegate
cases = json.load(sys.stdin)
print(json.dumps([is_from_tidegate(secret, dict(headers), body.encode()) for secret, headers, body, _ in cases]))`;
    expect(run("python3", verifySnippets.python.code, "verify.py", caller, "call.py")).toEqual(wanted);
  });

  test.skipIf(!isThere("php"))("PHP accepts what we send and nothing else", () => {
    const caller = `<?php
require __DIR__ . '/verify.php';
$cases = json_decode(file_get_contents('php://stdin'), true);
echo json_encode(array_map(fn ($case) => is_from_tidegate($case[0], $case[1], $case[2]), $cases));`;
    expect(run("php", verifySnippets.php.code, "verify.php", caller, "call.php")).toEqual(wanted);
  });
});

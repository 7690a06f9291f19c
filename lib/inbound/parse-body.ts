import { Busboy } from "@fastify/busboy";
import { isSafeKey, oversize } from "../mapping/json-value";
import { gatherForm } from "./form-entries";
import { jsonErrorPosition } from "./json-position";
import { doorLimits } from "./limits";
import { type Refusal, refusal } from "./refusal";

/** The top level of a body: keys as they came, in order, each of them once. */
export type Entries = [key: string, value: unknown][];
export type ParsedBody = { ok: true; entries: Entries } | { ok: false; refusal: Refusal };

const takes = "Send application/json, application/x-www-form-urlencoded or multipart/form-data.";
const refuse = (status: Refusal["status"], message: string): ParsedBody => ({
  ok: false,
  refusal: refusal(status, message),
});

type Format = "json" | "urlencoded" | "multipart";

/** The format that a Content-Type names, or null when it is none that a door reads. */
export function formatOf(contentType: string | undefined): Format | null {
  const type = (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (type === "application/json" || /^application\/[\w.-]+\+json$/.test(type)) return "json";
  if (type === "application/x-www-form-urlencoded") return "urlencoded";
  return type === "multipart/form-data" ? "multipart" : null;
}

/** The refusal of a Content-Type or Content-Encoding that a door does not read, or null. */
export function refuseMedia(contentType: string | undefined, contentEncoding: string | undefined): Refusal | null {
  if (contentEncoding !== undefined && contentEncoding.trim().toLowerCase() !== "identity")
    return refusal(415, "Send the body without compression: this webhook does not read a Content-Encoding.");
  if (formatOf(contentType) !== null) return null;
  return refusal(
    415,
    contentType === undefined
      ? `The Content-Type header is missing. ${takes}`
      : `This Content-Type is not supported. ${takes}`,
  );
}

/** Reads a body of a supported type. Never throws: whatever arrives has an answer. */
export async function parseBody(contentType: string, bytes: Uint8Array): Promise<ParsedBody> {
  switch (formatOf(contentType)) {
    case "json":
      return parseJson(bytes);
    case "urlencoded":
      return parseUrlencoded(bytes);
    case "multipart":
      return parseMultipart(contentType, bytes);
    case null:
      return refuse(415, takes);
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Text of UTF-8 bytes without a byte order mark, or null when they are no UTF-8. */
function decode(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

const notUtf8 = () => refuse(400, "The body is not valid UTF-8 text.");
const tooManyKeys = () => refuse(400, `The body has too many fields: at most ${doorLimits.keysMax} are read.`);

export function parseJson(bytes: Uint8Array): ParsedBody {
  const text = decode(bytes);
  if (text === null) return notUtf8();
  if (text.trim() === "")
    return refuse(400, 'The body is empty. Send a JSON object such as {"email": "jane@example.com"}.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const position = jsonErrorPosition(text);
    const where = position === null ? "" : `: it goes wrong at position ${position}`;
    return refuse(400, `The body is not valid JSON${where}.`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return refuse(400, "The body must be one JSON object, not a list or a single value.");
  const problem = refuseShape(value);
  if (problem !== null) return problem;
  return { ok: true, entries: Object.entries(value).filter(([key]) => isSafeKey(key)) };
}

function refuseShape(root: object): ParsedBody | null {
  const problem = oversize(root, doorLimits);
  if (problem === null) return null;
  return problem === "keysMax"
    ? tooManyKeys()
    : refuse(400, `The body is nested too deeply: at most ${doorLimits.depthMax} levels are read.`);
}

export function parseUrlencoded(bytes: Uint8Array): ParsedBody {
  const text = decode(bytes);
  if (text === null) return notUtf8();
  const pairs = text.split("&", doorLimits.keysMax + 1).filter((pair) => pair.trim() !== "");
  if (pairs.length > doorLimits.keysMax) return tooManyKeys();
  if (pairs.length === 0) return refuse(400, "The body is empty. Send at least email=jane@example.com.");
  const found: [string, string][] = [];
  for (const pair of pairs) {
    const equals = pair.indexOf("=");
    try {
      found.push([
        percentDecode(equals < 0 ? pair : pair.slice(0, equals)),
        percentDecode(equals < 0 ? "" : pair.slice(equals + 1)),
      ]);
    } catch {
      return refuse(400, "The form data is not valid: a % must be followed by two hexadecimal digits of UTF-8 text.");
    }
  }
  return { ok: true, entries: gatherForm(found) };
}

const percentDecode = (text: string) => decodeURIComponent(text.replaceAll("+", " "));

const files = "Files are not accepted here: send text fields only.";
const malformed = "The multipart body is malformed: check the boundary and the part headers.";

/** Busboy is fed in slices, so that a body that is refused at its beginning is not read to its end. */
const sliceBytes = 16 * 1024;

function parseMultipart(contentType: string, bytes: Uint8Array): Promise<ParsedBody> {
  return new Promise((resolve) => {
    const found: [string, string][] = [];
    let problem: ParsedBody | null = null;
    const finish = () => {
      if (problem !== null) resolve(problem);
      else if (decode(bytes) === null) resolve(notUtf8());
      else if (found.length === 0) resolve(refuse(400, "The form is empty. Send at least an email field."));
      else resolve({ ok: true, entries: gatherForm(found) });
    };
    const fail = () => {
      problem ??= refuse(400, malformed);
      finish();
    };
    try {
      const form = new Busboy({
        headers: { "content-type": contentType },
        limits: {
          fields: doorLimits.keysMax + 1,
          parts: doorLimits.keysMax + 2,
          fieldSize: doorLimits.bodyBytesMax,
          files: 1,
        },
      });
      form.on("file", (_name, stream) => {
        problem ??= refuse(400, files);
        // A file that is cut off fails on its own stream, not on the form.
        stream.on("error", fail);
        stream.resume();
      });
      // A part without a name comes as undefined, whatever the library's types say.
      form.on("field", (name: string | undefined, value: string) => {
        if (name === undefined) problem ??= refuse(400, malformed);
        else found.push([name, value]);
        if (found.length > doorLimits.keysMax) problem ??= tooManyKeys();
      });
      form.on("partsLimit", () => {
        problem ??= tooManyKeys();
      });
      form.on("error", fail);
      form.on("finish", finish);
      const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let at = 0; at < whole.length && problem === null; at += sliceBytes)
        form.write(whole.subarray(at, at + sliceBytes));
      form.end();
    } catch {
      fail();
    }
  });
}

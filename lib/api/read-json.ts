import { AppError, invalid } from "../errors";
import { jsonErrorPosition } from "../inbound/json-position";

export const bodyBytesMax = 1_048_576;

/**
 * The JSON body of a request; an absent body is an empty object, so that the contract names what is missing. Throws
 * `unsupported_media_type`, `payload_too_large`, or `invalid_input` with the place where the text stops being JSON.
 */
export async function readJson(request: Request, max = bodyBytesMax): Promise<unknown> {
  const text = decode(await readCapped(request, max));
  if (text === "") return {};
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type.trim()))
    throw new AppError(
      "unsupported_media_type",
      "Send the body as JSON, with the header Content-Type: application/json.",
    );
  try {
    return JSON.parse(text);
  } catch {
    const position = jsonErrorPosition(text);
    throw invalid(`The body is not valid JSON${position === null ? "" : `: ${placeIn(text, position)}`}.`);
  }
}

/** The whole body, never more than `max` bytes of it. Throws `payload_too_large`. */
export async function readCapped(request: Request, max: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new AppError("payload_too_large", `The body may have at most ${max} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > max) throw tooLarge();
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > max) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array): string {
  try {
    // Takes a byte order mark off.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw invalid("The body is not valid UTF-8.");
  }
}

function placeIn(text: string, position: number): string {
  const before = text.slice(0, position).split("\n");
  const found = position >= text.length ? "it ends too early" : `unexpected ${JSON.stringify(text.charAt(position))}`;
  return `${found} at position ${position} (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`;
}

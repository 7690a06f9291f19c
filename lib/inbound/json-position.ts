/** Looking through a text of this length takes some 20 ms, and the whole process waits for it. */
const charactersMax = 64 * 1024;

/**
 * Where a text stops being JSON (RFC 8259), as a count of characters from its start; the text's length when it ends too early;
 * null when the text is too long to look through.
 * Only for texts that `JSON.parse` has refused: V8's own message names a position for some errors and not for others.
 */
export function jsonErrorPosition(text: string): number | null {
  if (text.length > charactersMax) return null;
  const gap = /\s*/y;
  let at = 0;
  const closers: string[] = [];
  const token =
    /\s*(?:([{}[\],:])|("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/uy;
  // What may come next: a value, a key (or the end of an empty object), a colon, or a comma or closer.
  let expected: "value" | "first" | "key" | "colon" | "next" = "value";
  for (;;) {
    gap.lastIndex = at;
    gap.exec(text);
    const start = gap.lastIndex;
    if (expected === "next" && closers.length === 0) return start;
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null) return start;
    at = token.lastIndex;
    const [, mark, string] = match;
    if (expected === "colon") {
      if (mark !== ":") return start;
      expected = "value";
    } else if (expected === "next") {
      if (mark === ",") expected = closers.at(-1) === "}" ? "key" : "value";
      else if (mark !== undefined && mark === closers.at(-1)) closers.pop();
      else return start;
    } else if (expected === "key" || (expected === "first" && closers.at(-1) === "}")) {
      if (string !== undefined) expected = "colon";
      else if (expected === "first" && mark === "}") {
        closers.pop();
        expected = "next";
      } else return start;
    } else if (expected === "first" && mark === "]") {
      closers.pop();
      expected = "next";
    } else if (mark === "{" || mark === "[") {
      closers.push(mark === "{" ? "}" : "]");
      expected = "first";
    } else if (mark !== undefined) return start;
    else expected = "next";
  }
}

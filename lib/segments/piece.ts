/** SQL text around its parameters, without a database: `texts` has one entry more than `values`. */
export interface Piece {
  readonly texts: readonly string[];
  readonly values: readonly unknown[];
}

const isPiece = (part: unknown): part is Piece =>
  typeof part === "object" && part !== null && "texts" in part && "values" in part;

/** A piece of SQL. Pieces inside it become part of its text, everything else a parameter: a user's value never becomes text. */
export function piece(texts: TemplateStringsArray, ...parts: unknown[]): Piece {
  const out = [texts[0] ?? ""];
  const values: unknown[] = [];
  const append = (text: string) => {
    out[out.length - 1] = `${out.at(-1) ?? ""}${text}`;
  };
  for (const [index, part] of parts.entries()) {
    if (isPiece(part)) {
      append(part.texts[0] ?? "");
      out.push(...part.texts.slice(1));
      values.push(...part.values);
    } else {
      values.push(part);
      out.push("");
    }
    append(texts[index + 1] ?? "");
  }
  return { texts: out, values };
}

/** Pieces with `by` between them; `by` is written in code. */
export function joinPieces(pieces: readonly Piece[], by: Piece): Piece {
  const [first = piece``, ...rest] = pieces;
  return rest.reduce((all, next) => piece`${all}${by}${next}`, first);
}

/** The text with `$1`, `$2`, … and its parameters. */
export const numbered = ({ texts, values }: Piece): { text: string; values: readonly unknown[] } => ({
  text: texts.map((text, index) => (index === 0 ? text : `$${index}${text}`)).join(""),
  values,
});

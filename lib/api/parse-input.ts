import { AppError, invalid } from "../errors";
import type { Contract, Input } from "../http/contract";
import { plainWords, summarise, toIssues } from "../http/issues";
import { readJson } from "./read-json";

/**
 * Path, query and body of a request as the flat input of a verb. Throws `not_found` for an id that can't be one, `invalid_input` with
 * everything that is wrong with query and body, and what `readJson` throws.
 */
export async function parseInput<C extends Contract>(
  contract: C,
  request: Request,
  params: Record<string, string>,
): Promise<Input<C>> {
  // PostgreSQL can't hold it, so nothing is ever found by it.
  if (/%00/.test(request.url)) throw invalid("An address can't contain the character NUL (%00).");
  const path = contract.params.safeParse(params);
  if (!path.success) throw new AppError("not_found", "There is nothing at this address. Check the ids in it.");
  const query = contract.query.safeParse(readQuery(request), { error: plainWords });
  const hasBody = Object.keys(contract.body.shape).length > 0;
  const body = contract.body.safeParse(hasBody ? await readJson(request) : {}, { error: plainWords });
  const issues = [query, body].flatMap((part) => (part.success ? [] : toIssues(part.error)));
  if (!query.success || !body.success) throw invalid(summarise(issues), issues);
  // A contract's three schemas make exactly this type; TypeScript can't follow it through the union of all contracts.
  return { ...path.data, ...query.data, ...body.data } as Input<C>;
}

/** A name that comes more than once is a list. */
function readQuery(request: Request): Record<string, string | string[]> {
  const { searchParams } = new URL(request.url);
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name);
    query[name] = values.length === 1 ? String(values[0]) : values;
  }
  return query;
}

import type { App, Target } from "./app";

const rounds = 20;

/** Times pages of the contact list, whole requests from outside: first, deep, filtered and searched. */
export async function measurePages(app: App, { audienceId }: Target): Promise<(string | number)[][]> {
  const list = async (query: string) => {
    const response = await app.call("GET", `/audiences/${audienceId}/contacts?limit=50${query}`);
    return (await response.json()) as { items: { email: string; createdAt: string }[]; nextCursor: string | null };
  };
  const middle = await list("&search=seed-100");
  const deep = middle.nextCursor ?? "";
  const cases: [string, string][] = [
    ["first page", ""],
    ["a page deep inside", deep === "" ? "" : `&cursor=${deep}`],
    ["status that all have", "&status=subscribed"],
    ["status that none has", "&status=complained"],
    ["exact address", "&email=seed-77@example.com"],
    ["search that finds one", "&search=seed-777@example.com"],
    ["search that finds some", "&search=seed-77"],
    ["search that finds all", "&search=example.com"],
    ["search that finds none", "&search=zzzz"],
    ["search of one letter", "&search=j"],
    ["two words", "&search=jane+doe"],
    ["tag that nobody has", "&tag=none"],
  ];
  const rows: (string | number)[][] = [];
  for (const [name, query] of cases) {
    const times: number[] = [];
    let found = 0;
    for (let round = 0; round < rounds; round++) {
      const startedAt = performance.now();
      found = (await list(query)).items.length;
      times.push(performance.now() - startedAt);
    }
    times.sort((a, b) => a - b);
    rows.push([name, (times[rounds >> 1] ?? 0).toFixed(1), (times.at(-1) ?? 0).toFixed(1), found]);
  }
  return rows;
}

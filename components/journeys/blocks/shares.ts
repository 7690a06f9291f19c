/** A branch of a split; `name` is its output's and stays. */
export interface Branch {
  name: string;
  label: string;
  percent: number;
}

/** The same share for each, in whole percents; the first ones take what is over. */
export function evenShares(branches: readonly Branch[]): Branch[] {
  const each = Math.floor(100 / branches.length);
  const over = 100 - each * branches.length;
  return branches.map((branch, index) => ({ ...branch, percent: each + (index < over ? 1 : 0) }));
}

const letters = "abcdefghijklmnopqrstuvwxyz";

/** One more branch under the first letter that is free, with what is missing to 100 %. */
export function addBranch(branches: readonly Branch[]): Branch[] {
  const taken = new Set(branches.map(({ name }) => name));
  const name = [...letters].find((letter) => !taken.has(letter)) ?? `branch_${branches.length + 1}`;
  const rest = 100 - branches.reduce((sum, { percent }) => sum + percent, 0);
  return [...branches, { name, label: name.toUpperCase(), percent: Math.max(0, rest) }];
}

/** The lines of the HTML that warnings name, for the editor to mark. Those of the subject and the preview text are lines of their own. */
export const problemLines = (warnings: readonly string[]): number[] =>
  warnings
    .filter((warning) => !/\b(?:subject|preview text)\b/i.test(warning))
    .flatMap((warning) => [...warning.matchAll(/\bline (\d+)\b/gi)].map(([, line]) => Number(line)));

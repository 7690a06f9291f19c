/** Addresses as people write several of them: with commas, semicolons, spaces or line ends between; each once. */
export const addressesIn = (text: string): string[] => [
  ...new Set(text.split(/[\s,;]+/).filter((part) => part !== "")),
];

/** What stands for a stored secret wherever a graph is shown; sent back, it keeps the secret. Browser-safe. */
export const maskedSecret = "••••••••";

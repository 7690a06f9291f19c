import { apiKeys, users } from "@/db/schema";
import type { ApiKey } from "../contract";
import { maskApiKey } from "./key";

/** What is shown of an API key; joins `users` by `createdBy`. */
export const apiKeyColumns = {
  id: apiKeys.id,
  name: apiKeys.name,
  role: apiKeys.role,
  last4: apiKeys.last4,
  createdBy: users.name,
  lastUsedAt: apiKeys.lastUsedAt,
  createdAt: apiKeys.createdAt,
};

type ApiKeyRow = Pick<ApiKey, "id" | "name" | "role" | "createdBy"> & {
  last4: string;
  lastUsedAt: Date | null;
  createdAt: Date;
};

export const presentApiKey = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  role: row.role,
  masked: maskApiKey(row.last4),
  createdBy: row.createdBy,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

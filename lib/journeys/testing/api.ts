import { answerInWorkspace, type WorkspaceVerb } from "../../api/route";
import { createAuth } from "../../auth/create-auth";
import type { Ctx, WorkspaceCtx } from "../../context";
import type { Contract } from "../../http/contract";
import { createApiKey } from "../../workspaces/api-keys/create";
import * as contracts from "../contract";
import { countBlocks } from "../counts";
import { createJourney } from "../create";
import { deleteJourney } from "../delete";
import { duplicateJourney } from "../duplicate";
import { getJourney } from "../get";
import { listJourneys } from "../list";
import { publishJourney } from "../publish";
import { getRun } from "../runs/get";
import { listRuns } from "../runs/list";
import { listContactRuns } from "../runs/list-of-contact";
import { retryRun } from "../runs/retry";
import { retryRuns } from "../runs/retry-all";
import { stopRun } from "../runs/stop";
import { saveJourney } from "../save";
import { pauseJourney, resumeJourney } from "../set-status";
import { simulateJourney } from "../simulation/simulate";
import { testBlock } from "../simulation/test-block";
import { getVersion, listVersions } from "../versions";

export interface Answered {
  status: number;
  /** As it came, for what must never be in it. */
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what any of the operations answered.
  json: any;
}
type Operation = (params?: Record<string, string>, body?: object, query?: string) => Promise<Answered>;

/** The operations of journeys as a caller with an API key of its own meets them: JSON in, JSON out. */
export async function journeyApi(ctx: Ctx, at: WorkspaceCtx, role: "owner" | "viewer" = "owner") {
  const { key } = await createApiKey(at, { name: "test", role: role === "owner" ? "marketer" : role });
  const deps = { env: ctx.env, log: ctx.log, auth: createAuth(ctx, "a secret for tests only, never a real one"), ctx };
  const operation =
    <C extends Contract>(contract: C, verb: WorkspaceVerb<C>): Operation =>
    async (params = {}, body, query = "") => {
      const request = new Request(`http://localhost:3000/api/v1/x${query}`, {
        method: contract.method,
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const place = { workspace: at.workspace.slug, ...params };
      const response = await answerInWorkspace(deps, contract, verb, request, place);
      const text = await response.text();
      return { status: response.status, text, json: text === "" ? undefined : JSON.parse(text) };
    };
  return {
    list: operation(contracts.listJourneysContract, listJourneys),
    create: operation(contracts.createJourneyContract, createJourney),
    get: operation(contracts.getJourneyContract, getJourney),
    save: operation(contracts.saveJourneyContract, saveJourney),
    remove: operation(contracts.deleteJourneyContract, deleteJourney),
    duplicate: operation(contracts.duplicateJourneyContract, duplicateJourney),
    publish: operation(contracts.publishJourneyContract, publishJourney),
    pause: operation(contracts.pauseJourneyContract, pauseJourney),
    resume: operation(contracts.resumeJourneyContract, resumeJourney),
    versions: operation(contracts.listVersionsContract, listVersions),
    version: operation(contracts.getVersionContract, getVersion),
    counts: operation(contracts.countBlocksContract, countBlocks),
    runs: operation(contracts.listRunsContract, listRuns),
    contactRuns: operation(contracts.listContactRunsContract, listContactRuns),
    run: operation(contracts.getRunContract, getRun),
    retry: operation(contracts.retryRunContract, retryRun),
    retryAll: operation(contracts.retryRunsContract, retryRuns),
    stop: operation(contracts.stopRunContract, stopRun),
    simulate: operation(contracts.simulateContract, simulateJourney),
    testBlock: operation(contracts.testBlockContract, testBlock),
  };
}
export type JourneyApi = Awaited<ReturnType<typeof journeyApi>>;

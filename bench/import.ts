import type { Sql } from "postgres";
import { type App, startApp } from "./app";
import { mib, printTable } from "./table";

/** Imports a file with as many rows as contacts are wanted, after a dry run of it. Answers false when a row was lost or came twice. */
export async function benchImport(
  { url, sql }: { url: string; sql: Sql },
  { contacts: rows }: { contacts: number },
): Promise<boolean> {
  const app = await startApp(url, "server");
  try {
    const created = await app.call("POST", "/audiences", { name: "Import", doubleOptIn: false });
    const imports = `/audiences/${(await created.json()).id}/imports`;
    const before = await app.residentBytes();
    const measure = async (name: string, work: () => Promise<void>) => {
      const memory = watchMemory(app);
      const startedAt = performance.now();
      await work();
      const seconds = (performance.now() - startedAt) / 1_000;
      return [name, rows, seconds.toFixed(1), Math.round(rows / seconds), mib(before), mib(await memory.most())];
    };

    let id = "";
    let mapping: unknown = null;
    const uploading = await measure("upload", async () => {
      const answer = await (await app.upload(imports, csvOf(rows))).json();
      id = answer.id;
      mapping = answer.suggested;
    });
    const run = async (dryRun: boolean) => {
      await app.call("POST", `${imports}/${id}/start`, { mapping, consent: true, dryRun });
      for (;;) {
        const state = await (await app.call("GET", `${imports}/${id}`)).json();
        const job = dryRun ? state.check : state.run;
        if (job.finishedAt !== null) return job;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    let checked: { state: string; report: object } | null = null;
    let imported: { state: string; report: object } | null = null;
    const checking = await measure("dry run", async () => {
      checked = await run(true);
    });
    const importing = await measure("import", async () => {
      imported = await run(false);
    });
    printTable(
      ["CSV", "rows", "seconds", "rows/s", "memory at start", "most memory"],
      [uploading, checking, importing],
    );
    const [counted] = await sql<{ contacts: number; events: number; chunks: number }[]>`
      select (select count(*)::int from contacts) as contacts,
        (select count(*)::int from events where type = 'contact.created') as events,
        (select count(*)::int from job_chunks) as chunks`;
    console.log(
      `\n${rows} rows; contacts: ${counted?.contacts}, told as created: ${counted?.events}, left over: ${counted?.chunks} chunks.`,
      `\nDry run: ${JSON.stringify(checked)}\nImport:  ${JSON.stringify(imported)}`,
    );
    const whole = counted?.contacts === rows && counted.events === rows && counted.chunks === 0;
    console.log(whole ? "Nothing was lost, nothing came twice." : "Something was lost or came twice.");
    return whole;
  } finally {
    await app.stop();
  }
}

const rowsPerPiece = 1_000;

/** A file that exists nowhere as a whole. */
function csvOf(rows: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let made = 0;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode("email,first_name,last_name\n")),
    pull: (controller) => {
      const until = Math.min(rows, made + rowsPerPiece);
      let text = "";
      for (; made < until; made++) text += `person-${made}@example.com,First ${made % 977},Last ${made % 1_409}\n`;
      if (text !== "") controller.enqueue(encoder.encode(text));
      if (made >= rows) controller.close();
    },
  });
}

function watchMemory(app: App): { most(): Promise<number> } {
  let most = 0;
  const look = async () => {
    most = Math.max(most, await app.residentBytes());
  };
  const timer = setInterval(() => void look(), 250);
  return {
    most: async () => {
      clearInterval(timer);
      await look();
      return most;
    },
  };
}

import type { Graph, GraphEdge, GraphNode } from "./graph/graph";

/** What a new journey can begin with. Browser-safe. */
export interface JourneyTemplate {
  id: string;
  label: string;
  /** One sentence: what it does to a contact. */
  description: string;
  graph: Graph;
}

const node = (id: string, type: string, config: Record<string, unknown>, name?: string): GraphNode => ({
  id,
  type,
  config,
  ...(name === undefined ? {} : { name }),
});
/** `from port to` */
const edges = (...all: string[]): GraphEdge[] =>
  all.map((text) => {
    const [from = "", port = "", to = ""] = text.split(" ");
    return { from, port, to };
  });

const onEvent = (event: string, reentry: Record<string, unknown> = { mode: "once" }) =>
  node("start", "trigger", { on: "event", event, conditions: [], reentry });
const wait = (id: string, amount: number, unit: "hours" | "days") =>
  node(id, "delay", { mode: "duration", amount, unit });
/** Sender and text are the author's own: without them it can't be published. */
const mail = (id: string, subject: string, html: string) =>
  node(id, "send_email", { subject, previewText: "", fromName: "", fromEmail: "", replyTo: null, html });

/** A sender's own event: what an order is called in the shop that tells of it. */
const ordered = (id: string) =>
  node(id, "wait_for_event", { event: "order.placed", conditions: [], amount: 7, unit: "days" });

const hello = "Hello {{ contact.first_name | default: 'there' }}";

/** In the order in which they are offered. */
export const journeyTemplates: readonly JourneyTemplate[] = [
  {
    id: "welcome",
    label: "Welcome series",
    description: "Greets whoever signs up, and writes twice more in the first ten days.",
    graph: {
      nodes: [
        onEvent("contact.subscribed"),
        mail("hello", "Welcome!", `<p>${hello},</p><p>thank you for signing up.</p>`),
        wait("pause", 3, "days"),
        mail("begin", "Where to begin", `<p>${hello},</p><p>here is what others look at first.</p>`),
        wait("rest", 7, "days"),
        mail("ask", "How do you like it so far?", `<p>${hello},</p><p>just answer this mail if you miss anything.</p>`),
      ],
      edges: edges("start next hello", "hello next pause", "pause next begin", "begin next rest", "rest next ask"),
    },
  },
  {
    id: "crm",
    label: "Keep a CRM up to date",
    description: "Sends each new contact to your CRM, waits for its answer, and tags those that it did not take.",
    graph: {
      nodes: [
        onEvent("contact.subscribed", { mode: "always" }),
        node(
          "upsert",
          "webhook",
          {
            method: "PUT",
            url: "",
            auth: { type: "none" },
            headers: [],
            customPayload: {
              mappings: [
                { field: "email", source: "mapping", value: "contact.email" },
                { field: "name", source: "mapping", value: "contact.fullName", omitIfEmpty: true },
                { field: "status", source: "mapping", value: "contact.status" },
              ],
            },
            customOnly: true,
            waitForResponse: true,
          },
          "Create or update in the CRM",
        ),
        node("synced", "update_contact", { addTags: ["In CRM"], removeTags: ["CRM failed"] }),
        node("failed", "update_contact", { addTags: ["CRM failed"] }),
      ],
      edges: edges("start next upsert", "upsert success synced", "upsert failure failed"),
    },
  },
  {
    id: "win-back",
    label: "Win back",
    description:
      "Writes to those who enter a segment of inactive contacts, and tags who orders again and who does not.",
    graph: {
      nodes: [
        node("start", "trigger", {
          on: "segment",
          segmentId: "",
          when: "entered",
          reentry: { mode: "period", days: 90 },
        }),
        mail("miss", "We miss you", `<p>${hello},</p><p>it has been a while. Here is what is new.</p>`),
        ordered("ordered"),
        node("back", "update_contact", { addTags: ["Won back"] }),
        mail("last", "Still interested?", `<p>${hello},</p><p>shall we go on writing to you?</p>`),
        ordered("late"),
        node("gone", "update_contact", { addTags: ["Inactive"] }),
      ],
      edges: edges(
        "start next miss",
        "miss next ordered",
        "ordered happened back",
        "ordered timeout last",
        "last next late",
        "late happened back",
        "late timeout gone",
      ),
    },
  },
  {
    id: "birthday",
    label: "Birthday",
    description: "Writes to every contact on their birthday at nine in the morning where they live, year after year.",
    graph: {
      nodes: [
        onEvent("contact.subscribed"),
        // Who has no date would be greeted at once, and again every day.
        node("known", "condition", {
          rules: null,
          conditions: [{ path: "contact.fields.birthday", op: "exists", value: "" }],
        }),
        node("wait", "delay", { mode: "date", field: "birthday", offsetDays: 0, time: "09:00", yearly: true }),
        mail("greet", "Happy birthday!", `<p>${hello},</p><p>all the best from all of us.</p>`),
        // On the day itself the birthday has not passed yet.
        wait("rest", 1, "days"),
        node("again", "jump", {}, "Next year"),
      ],
      edges: edges(
        "start next known",
        "known yes wait",
        "wait next greet",
        "greet next rest",
        "rest next again",
        "again next known",
      ),
    },
  },
];

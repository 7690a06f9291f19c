import { workspaceKinds } from "../kinds/workspace";
import { doorLimits } from "../limits";
import { noSuchHook } from "../refusal";
import type { WorkspaceWebhookTypeName } from "../workspace-webhooks/types";
import { type Acceptance, type AnswerFact, commonRefusals } from "./answers";
import { exampleEmail } from "./example-body";

const mebibytes = doorLimits.bodyBytesMax / 1024 / 1024;

/** What the door of workspace webhooks refuses, by status. The words are held to the door's own by a test. */
export const workspaceRefusals: AnswerFact[] = [
  {
    status: 400,
    meaning: "The email_address field is missing or empty.",
    remedy: "Send the address as email_address or email. With a field mapping, check the path to it.",
    says: ["Please provide an email address in the webhook data."],
  },
  {
    status: 400,
    meaning: "The value is no email address that can receive mail.",
    remedy: "Correct the address.",
    says: ["Please provide a valid email address"],
  },
  {
    status: 400,
    meaning: "The body can't be read, or a value does not fit its data field.",
    remedy: "Correct the body. issues names each key and what it takes.",
    says: ["The body is not valid JSON: it goes wrong at position 12."],
  },
  {
    status: 401,
    meaning: "The webhook checks signatures, and this request's is missing, wrong or too old.",
    remedy: "Sign the raw body with the secret on both sides; sign each attempt anew.",
    says: [
      "The signature does not match. Check the secret on both sides, and sign the raw body as it is sent.",
      "The signature's timestamp is too far from now. Check the sender's clock, and sign each attempt anew.",
    ],
  },
  {
    status: 404,
    meaning: "No active webhook has this URL: it was rotated, paused or deleted, or a character is missing.",
    remedy: "Copy the whole URL from the list, and check that the webhook is active.",
    says: [noSuchHook],
  },
  {
    status: 404,
    meaning: "UNSUBSCRIBED and DELETE only: no contact has this address.",
    remedy: "Nothing: there is nobody to change.",
    says: [workspaceKinds.UNSUBSCRIBED.answers.not_found.message],
  },
  {
    status: 405,
    meaning: "The webhook does not accept this method.",
    remedy: "Use an accepted method, or accept this one under Advanced.",
    says: ["This webhook accepts POST requests only."],
  },
  {
    status: 413,
    meaning: `The body is larger than ${mebibytes} MiB.`,
    remedy: "Send one contact per request.",
    says: [`The body is too large: at most ${mebibytes} MiB are read.`],
  },
  {
    status: 415,
    meaning: "The Content-Type header of a POST is missing or another one, or the body is compressed.",
    remedy: "Set it to application/json, application/x-www-form-urlencoded or multipart/form-data.",
    says: [
      "This Content-Type is not supported. Send application/json, application/x-www-form-urlencoded or multipart/form-data.",
    ],
  },
  {
    status: 422,
    meaning: "The idempotency key was used for another request.",
    remedy: "Make a new key for every new request.",
    says: [
      "This idempotency key was used for another request within the last 24 hours. Use a new key for a new request.",
    ],
  },
  {
    status: 429,
    meaning: "More requests came in this minute than the webhook's rate limit allows.",
    remedy: "Send the request again after the seconds in the Retry-After header.",
    says: ["This webhook takes 60 requests a minute. Send this one again in 12 seconds."],
  },
  ...commonRefusals,
];

const meanings = {
  created: "The contact was added.",
  updated: "The contact was changed.",
  unchanged: "The contact was like this already; nothing was changed.",
  status_kept: "The data was taken; the status stayed, as for contacts who bounced or complained.",
  deleted: "The contact was deleted.",
};
type Taken = keyof typeof meanings;

const outcomes: Record<WorkspaceWebhookTypeName, readonly Taken[]> = {
  SUBSCRIBED: ["created", "updated", "unchanged", "status_kept"],
  UNCONFIRMED: ["created", "updated", "unchanged", "status_kept"],
  UNSUBSCRIBED: ["updated", "unchanged", "status_kept"],
  DELETE: ["deleted"],
};

/** What a request that was taken can have done; the message is the same for all. */
export const workspaceAcceptances = (type: WorkspaceWebhookTypeName): Acceptance[] =>
  outcomes[type].map((outcome) => ({ outcome, meaning: meanings[outcome] }));

const statuses = { SUBSCRIBED: "subscribed", UNCONFIRMED: "unconfirmed", UNSUBSCRIBED: "unsubscribed" } as const;

/** The answer of a request that was taken. */
export const workspaceExample = (type: WorkspaceWebhookTypeName) => ({
  success: true,
  message: workspaceKinds[type].answers.created.message,
  outcome: outcomes[type][0],
  ...(type === "DELETE" ? {} : { contact: { id: "con_…", email: exampleEmail, status: statuses[type] } }),
  requestId: "req_…",
});

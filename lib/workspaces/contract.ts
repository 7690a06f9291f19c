import { z } from "zod";
import { type MemberRole, memberRoles } from "@/db/enums";
import { emailSchema, nameSchema, passwordSchema } from "../auth/password";
import { contract, idSchema, instantSchema, noContent } from "../http/contract";
import { page, pageQuery } from "../pagination";

/** Roles an API key may have: a key can't be an owner, so that a leaked one can't make owners. */
export const apiKeyRoles = ["admin", "marketer", "viewer"] as const satisfies readonly MemberRole[];

const roleSchema = z.enum(memberRoles);
const workspaceNameSchema = z.string().trim().min(1, "Enter a name").max(80, "Use at most 80 characters");

export const workspaceSchema = z.object({ id: idSchema("workspace"), slug: z.string(), name: z.string() });
export type Workspace = z.output<typeof workspaceSchema>;

export const workspaceDetailSchema = workspaceSchema.extend({
  /** Where new inbound webhooks put contacts unless told otherwise; null for the oldest audience. */
  defaultAudienceId: idSchema("audience").nullable(),
});
export type WorkspaceDetail = z.output<typeof workspaceDetailSchema>;

export const getWorkspaceContract = contract({
  method: "GET",
  path: "",
  summary: "Get the workspace",
  answer: workspaceDetailSchema,
});

export const workspaceNameBody = z.strictObject({ name: workspaceNameSchema });

export const updateWorkspaceContract = contract({
  method: "PATCH",
  path: "",
  summary: "Rename the workspace, whose address stays, or choose its default audience; what is left out stays",
  body: workspaceNameBody.partial().extend({ defaultAudienceId: idSchema("audience").nullable().optional() }),
  answer: workspaceDetailSchema,
});

export const memberSchema = z.object({
  id: idSchema("member"),
  userId: idSchema("user"),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  createdAt: instantSchema,
});
export type Member = z.output<typeof memberSchema>;

const memberParams = z.object({ memberId: idSchema("member") });

export const listMembersContract = contract({
  method: "GET",
  path: "/members",
  summary: "List the members, oldest first",
  query: pageQuery,
  answer: page(memberSchema),
});

export const changeMemberRoleContract = contract({
  method: "PATCH",
  path: "/members/{memberId}",
  summary: "Change a member's role",
  params: memberParams,
  body: z.strictObject({ role: roleSchema }),
  answer: memberSchema,
});

export const removeMemberContract = contract({
  method: "DELETE",
  path: "/members/{memberId}",
  summary: "Remove a member, or leave the workspace",
  params: memberParams,
  answer: noContent,
  status: 204,
});

export const invitationSchema = z.object({
  id: idSchema("invitation"),
  email: z.string(),
  role: roleSchema,
  invitedBy: z.string().nullable(),
  expired: z.boolean(),
  expiresAt: instantSchema,
  createdAt: instantSchema,
});
export type Invitation = z.output<typeof invitationSchema>;

/** With the link, which nobody can read again. */
export const newInvitationSchema = invitationSchema.extend({ url: z.url() });
export type NewInvitation = z.output<typeof newInvitationSchema>;

const invitationParams = z.object({ invitationId: idSchema("invitation") });

export const listInvitationsContract = contract({
  method: "GET",
  path: "/invitations",
  summary: "List the invitations that nobody has accepted yet, newest first",
  query: pageQuery,
  answer: page(invitationSchema),
});

export const createInvitationContract = contract({
  method: "POST",
  path: "/invitations",
  summary: "Invite somebody by mail; the answer holds the link once",
  body: z.strictObject({ email: emailSchema, role: roleSchema }),
  answer: newInvitationSchema,
  status: 201,
});

export const resendInvitationContract = contract({
  method: "POST",
  path: "/invitations/{invitationId}/resend",
  summary: "Send an invitation again with a new link; the old one stops working",
  params: invitationParams,
  answer: newInvitationSchema,
});

export const revokeInvitationContract = contract({
  method: "DELETE",
  path: "/invitations/{invitationId}",
  summary: "Revoke an invitation; its link stops working",
  params: invitationParams,
  answer: noContent,
  status: 204,
});

export const apiKeySchema = z.object({
  id: idSchema("apiKey"),
  name: z.string(),
  role: roleSchema,
  /** `tg_…a1b2`. */
  masked: z.string(),
  createdBy: z.string().nullable(),
  lastUsedAt: instantSchema.nullable(),
  createdAt: instantSchema,
});
export type ApiKey = z.output<typeof apiKeySchema>;

/** With the key, which nobody can read again. */
export const newApiKeySchema = apiKeySchema.extend({ key: z.string() });
export type NewApiKey = z.output<typeof newApiKeySchema>;

export const listApiKeysContract = contract({
  method: "GET",
  path: "/api-keys",
  summary: "List the API keys in use, newest first",
  query: pageQuery,
  answer: page(apiKeySchema),
});

export const createApiKeyContract = contract({
  method: "POST",
  path: "/api-keys",
  summary: "Create an API key; the answer holds it once",
  body: z.strictObject({ name: nameSchema, role: z.enum(apiKeyRoles) }),
  answer: newApiKeySchema,
  status: 201,
});

export const revokeApiKeyContract = contract({
  method: "DELETE",
  path: "/api-keys/{apiKeyId}",
  summary: "Revoke an API key; requests with it are refused at once",
  params: z.object({ apiKeyId: idSchema("apiKey") }),
  answer: noContent,
  status: 204,
});

// Operations outside any workspace: their paths start below `/api/v1`.

export const myWorkspaceSchema = workspaceSchema.extend({ role: roleSchema });
export type MyWorkspace = z.output<typeof myWorkspaceSchema>;

export const listWorkspacesContract = contract({
  method: "GET",
  path: "/workspaces",
  summary: "List the workspaces you are a member of, by name",
  answer: z.object({ items: z.array(myWorkspaceSchema) }),
});

export const createWorkspaceContract = contract({
  method: "POST",
  path: "/workspaces",
  summary: "Create a workspace, which you will own",
  body: z.strictObject({ name: workspaceNameSchema }),
  answer: workspaceSchema,
  status: 201,
});

export const createFirstOwnerContract = contract({
  method: "POST",
  path: "/setup",
  summary: "Create the first account and its workspace, while there is none",
  body: z.strictObject({
    name: nameSchema,
    email: emailSchema,
    password: passwordSchema,
    workspaceName: workspaceNameSchema,
  }),
  answer: workspaceSchema,
  status: 201,
});

const tokenParams = z.object({ token: z.string().max(200) });

export const joinByInvitationContract = contract({
  method: "POST",
  path: "/invitations/{token}/join",
  summary: "Accept an invitation with the account you are signed in with",
  params: tokenParams,
  answer: workspaceSchema,
});

export const signUpByInvitationContract = contract({
  method: "POST",
  path: "/invitations/{token}/sign-up",
  summary: "Accept an invitation with a new account",
  params: tokenParams,
  body: z.strictObject({ name: nameSchema, password: passwordSchema }),
  answer: workspaceSchema,
  status: 201,
});

import { SecretPanel } from "@/components/ui/secret-panel";
import type { NewInvitation } from "@/lib/workspaces/contract";

/** The link of an invitation that was just made or made anew. */
export function InvitationLink({ invitation, mailIsSent }: { invitation: NewInvitation; mailIsSent: boolean }) {
  return (
    <SecretPanel
      title={mailIsSent ? `A mail to ${invitation.email} is on its way` : "Pass this link on yourself"}
      description={
        mailIsSent
          ? "You can also pass the link on yourself. It is shown only now."
          : `This installation sends no mail, so ${invitation.email} gets the link from you. It is shown only now.`
      }
      secrets={[{ label: "Invitation link", value: invitation.url }]}
    />
  );
}

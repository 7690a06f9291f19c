import { ProfileSkeleton } from "@/components/contacts/profile-skeleton";

export default function ContactLoading() {
  return <ProfileSkeleton />;
}

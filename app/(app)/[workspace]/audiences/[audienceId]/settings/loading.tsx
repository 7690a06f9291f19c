import { AudienceSettingsSkeleton } from "@/components/audience-settings/audience-settings";

export default function SettingsLoading() {
  return <AudienceSettingsSkeleton />;
}

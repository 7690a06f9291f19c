import { DeliveryLogSkeleton } from "@/components/deliveries/delivery-log";
import { Page } from "@/components/ui/page-header";
import { DeliveriesHeader } from "./deliveries-header";

export default function DeliveriesLoading() {
  return (
    <Page aria-busy="true">
      <DeliveriesHeader />
      <DeliveryLogSkeleton />
    </Page>
  );
}

import { drain } from "./drain";

export const sendCampaigns = drain("send-campaigns");

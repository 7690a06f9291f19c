import { drain } from "./drain";

export const sendMail = drain("send-mail");

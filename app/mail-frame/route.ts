export { mailFrame as GET } from "@/lib/http/mail-frame";

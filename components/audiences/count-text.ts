import type { ContactCount } from "@/lib/audiences/contact-count";

export const numberText = (value: number): string => value.toLocaleString("en");

/** "1 contact", "12,408 contacts". */
export const contactsText = (contacts: number): string =>
  `${numberText(contacts)} ${contacts === 1 ? "contact" : "contacts"}`;

/** The count of a list: "214", "10,000+". */
export const cappedText = ({ contacts, contactsCapped }: ContactCount): string =>
  `${numberText(contacts)}${contactsCapped ? "+" : ""}`;

/** The contact of all samples, as an event carries it. */
export const sampleContact = {
  id: "con_01h455vb4pex5vsknk084sn02q",
  email: "jane@example.com",
  status: "subscribed",
  fields: { first_name: "Jane", last_name: "Doe" },
  tags: ["newsletter"],
  groups: [{ id: "grp_01h455vb4pex5vsknk084sn02r", name: "Customers" }],
  createdAt: "2026-01-15T09:30:00.000Z",
  updatedAt: "2026-01-15T09:30:00.000Z",
};

/** An event's data about the sample contact. */
export const about = (more: Record<string, unknown> = {}, contact: Partial<typeof sampleContact> = {}) => ({
  contact: { ...sampleContact, ...contact },
  ...more,
});

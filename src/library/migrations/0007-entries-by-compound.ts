/** The compounds of a list in their order: what has no score yet is asked for a little at a time. */
export const entriesByCompound = `
CREATE INDEX entry_in_use ON entry (list_id, compound_id) WHERE undone = 0 AND binned_at IS NULL;
`

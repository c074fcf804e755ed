/** SQL that lets webhooks with their lease, occupied channels, members and tasks be older. */
export function olderBy(ms: number, prefix = ''): string {
  return `
    UPDATE ${prefix}webhooks SET stored_at = stored_at - ${ms}, handled_at = handled_at - ${ms};
    UPDATE ${prefix}inbox SET held_until = held_until - ${ms};
    UPDATE ${prefix}occupancy 
      SET since = since - ${ms * 1000}, occupied_at = occupied_at - ${ms * 1000}, vacated_at = vacated_at - ${ms * 1000};
    UPDATE ${prefix}members SET changed_at = changed_at - ${ms * 1000};
    UPDATE ${prefix}tasks SET due_at = due_at - ${ms};`
}
